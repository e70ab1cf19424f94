"""What the clause before names and tells the trend or the total of (`签约率逐年提高，2023年达到45%`)."""

from __future__ import annotations

from extract.patterns import Pattern

_TREND = Pattern(
    r"(?<=[^，。；])(?:呈现?)?(?:逐年|逐步|持续|稳步|不断|大幅|明显|显著|进一步|快速|连年|继续|连续[一二两三四五六七八九十]+年|以(?:每年|年均)?[^，。；\d]{0,4}[\d.]+%[^，。；\d]{0,4}的?速度)+(?:提升|提高|上升|增长|增加|增多|下降|降低|减少|扩大|改善|攀升|走低|回落|回升|壮大|走高|向好)(?:的?[趋态]势)?$"
    r"|(?:位居|稳居|居|排|排名|位列|名列)[^，。；\d]{0,8}(?:第[一二三四五六七八九十]位?|前列|首位|前茅|领先)$"
    r"|(?:实现[^，。；\d]{0,10}(?:全覆盖|零的?“?突破”?)|从无到有|从少到多)$"
    r"|(?<=率)(?:(?:持续|一直|始终)?(?:保持|处于)(?:较|历史)?低(?:位|水平)(?:运行)?|[低高好优]于全[国省市](?:平均(?:水平)?)?)$"
    r"|(?<=[^，。；]率)$"
)
# How many there are of what the clause before ends with (`均组建了家庭医生团队，共286个`).
_IN_ALL = Pattern(
    r"(?:全[区县市省])?(?:目前|现)?(?:共|总共|一共|合计|总计|总数|总量|数量)(?:已|有|计|为|达|达到|约|近|超过?)*"
)
_DIGIT = Pattern(r"\d")
# Digits of a year since when, and of an age, count nothing.
_NO_COUNT = Pattern(r"(?:20\d\d年?[—~至到-]{1,2})?20\d\d年(?:以[来后])?|\d+(?=周?岁)|120(?=急救|”)")
_SHORTEST = 4


def named_before(said: str, clause: str, only_when: bool) -> str:
    """The words of the clause before that tell what a number counts, or none.

    Args:
        said: the clause before.
        clause: the number's own up to it.
        only_when: whether that tells nothing but a time.

    Examples:
        >>> named_before("签约率逐年提高", "2023年达到", True)
        '签约率'
        >>> named_before("各卫生院均组建了家庭医生团队", "共", False)
        '各卫生院均组建了家庭医生团队'
    """
    trend = _TREND.search(said) if only_when else None
    if trend is None and not (len(said) >= _SHORTEST and _IN_ALL.fullmatch(clause)):
        return ""
    words = said[: trend.start()] if trend else said
    return "" if _DIGIT.search(_NO_COUNT.sub("", words)) else words
