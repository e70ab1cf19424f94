"""Words as patterns see them: without what only leads up to a number, without quotes."""

from __future__ import annotations

import re

from extract.patterns import Pattern

_RISEN = ("增加", "提高", "提升", "增长", "上升", "下降", "降低", "减少", "扩大", "发展", "缩短", "降", "升")
_BROUGHT = (
    "攒", "加密", "布", "爬升", "放宽", "拓宽", "拓展", "扩容", "铺开", "翻", "缩", "压减", "增", "跃升",
    "跃", "升级", "壮大", "低", "扩大", "扩", "拉高", "推高", "提",
)  # fmt: skip
_WHEN = r"(?:(?:19|20)\d\d年[底末]?|现在|目前)的?"
_BEFORE = r"(?:(?:19|20)\d\d年[底末]?的?|原来的?|过去的?)?"
# Every alternative begins with its own first character, so that the search skips to those.
FILLER = re.compile(
    r"(?:要达到|需达到|应达到|达到|达|为(?<![作行认以]为)|是|有(?<![所没]有)|共有|共计|总计|合计|总共|共(?<!公共)|约(?<![签预节制]约)|已|已经|至|到|了|增至|增加到|增加至|增长到|增长至|提升至|提升到|提高到|提高至"
    r"|上升到|上升至|升至|升到|降至|降到|降低到|降低至|下降到|下降至|缩短到|缩短至|压缩到|压缩至|扩大到|扩充[到至]|扩展到|发展到|稳定在|保持在|维持在|控制在|稳定到"
    r"|占比|分别|依次|均(?<![日平人次年月户]均)|各|：|=|—|“|\"|累计|高达|多达|仅|只|就|也|都|全部(?<!覆盖全部)|目前|现(?<![实兑发体呈出表再]现)|现有|实有|率先|在全[国省市州]|拥有|设有|建有|每年|一直|始终|达成|将近|接近|突破|超过|超|近|数量|总量为|又|则|分别为|大约|全[区县市省国年]|可提供|可(?<![许认]可)|能提供|提供|明确|创建|已建|总共有|一共|一共有|将(?<!即将)|扩至|扩到|巩固在|提到|来到|首次|更是|历史性|涨到|涨至|攀升到|攀升至|跃升至|稳定|力争|有望|要求|预计|计划|均在|都在|还|站上|开了|做了|办了|打了"
    rf"|由{_BEFORE}|从{_BEFORE}|到{_WHEN}|至{_WHEN}|{'|'.join(f'{verb}[到至]{_WHEN}' for verb in _RISEN)}"
    rf"|{'|'.join(f'{number}年[间来]' for number in '一两三四五十')}"
    r"|连续(?:[一二两三四五六七八九十]+|\d{1,2})年"
    rf"|{'|'.join(f'{verb}[到至]' for verb in _BROUGHT)})$"
)
# What a filler or a bracket ends with: most words before a number end otherwise, and are done.
ENDS = frozenset(
    '到达为是有共计约已至了比别次均各：=—“"仅只就也都部前现由从年的来去在直终成近破过超量又则区县市省州国供可'
    "确建将性定间争求划还上经望底末先)\n"
)
_PAREN = Pattern(
    r"\((?:不?含|包括|不包括|其中)[^()]{0,40}\)$"
    r"|\((?![站院所室点队]\)|按?常住|按?户籍)[^()\d]{0,30}\)$"
)
_PER = Pattern(
    r"每(千|万|10万|十万)(?:名|位|个)?(?:常住|户籍|服务|辖区|城乡)?(?:人口|居民|人)(?:中(?!医|级|西))?"
)
_PER_SHORT = Pattern(
    r"(?<![数几上每近超余\d十百万])([千万])人口?(?=床|医|托|护|全科|执|拥|口|均|卫)|人口(千)人"
)
_NET = re.compile(r"编成|整合|组建|撑起|织成|织就|构成|串在|串起|串联|连成|连接|待命|值守|承担全|。|；|\n")
_QUOTED = re.compile("[“”\"'‘’「」『』]")
_QUOTES = "“”\"'‘’「」『』"
_WHOLE_LEFT = re.compile(
    r"(?<!支持)(?<!支持我)(?:全[区县市州省域国]|我[区县市省]|本[区县市]|辖区|[区县市]内|[区县市州旗省]|公共场所|共|共有|现有|全部|所有|设有|拥有|建有|下?辖|下设|辖有|现|总计|合计|已有|有)(?:内|的|各|现|共|有|已|设|建|建成|拥有|目前|累计|范围内|布设|布局|设立|配置|配备|投放|安装|开放|提供)*$"
)
_WHOLE_RIGHT = re.compile(
    r"[^。；\n]{0,46}?(?:(?<![人平户年月日次])均[^衡等]|全部|全覆盖|100%覆盖|都[^市会]|全面[^推深]|实现[^，。；]{0,12}覆盖)"
    r"|[^，。；\d\n]{2,16}为(?:网底|骨干|枢纽|主体|基础|支撑|节点|纽带|依托|补充|载体|平台)(?=的|[，。；、]|$)"
    r"|[^，。；\d\n]{2,14}(?:分布在?|遍布|散布|星罗棋布|撑起|织起|织就)"
)
# Those that somebody asked are a sample.
_SAMPLED = Pattern(r"(?:调查|抽查|抽取|抽样|选取|走访)(?:了)?(?:[^，。；\d]{0,5}[省市县区州])?$")


def strip(words: str) -> str:
    """The words before a number without those that only lead up to it."""
    while words[-1:] in ENDS:
        shorter = _PAREN.sub("", words) if words[-1:] == ")" else words
        match = FILLER.search(shorter, max(0, len(shorter) - 10))
        if match and match.start() < len(shorter):
            shorter = shorter[: match.start()]
        if shorter == words:
            break
        words = shorter
    return words


def per(words: str) -> str | None:
    """The population a number is counted per: 千人, 万人, 10万人 or None."""
    found = None
    if "每" in words:
        for match in _PER.finditer(words):
            found = {"千": "千人", "万": "万人"}.get(match[1], "10万人")
    if found is None and "人" in words:
        for short in _PER_SHORT.finditer(words + "均"):
            found = f"{short[1] or short[2]}人"
    return found


def plain(words: str) -> str:
    """Words as patterns see them: without quotes, `每千名常住人口` as `每千人`."""
    if _QUOTED.search(words):
        for quote in _QUOTES:
            words = words.replace(quote, "")
    if "每" in words:
        words = _PER.sub(lambda m: f"每{'十万' if m[1] == '10万' else m[1]}人", words)
    if "千人" in words or "万人" in words:
        words = _PER_SHORT.sub(lambda m: f"每{m[1] or m[2]}人", words)
    return words


def of_all(clause: str, after: str) -> bool:
    """Whether what a number counts before its noun is all there is, by the words on either side of it.

    Examples:
        >>> of_all("全区", "社区卫生服务中心"), of_all("调查全区", "社区卫生服务中心")
        (True, False)
    """
    whole = _WHOLE_LEFT.search(clause[-10:]) or _WHOLE_RIGHT.match(after) or _makes_net(after)
    return bool(whole) and not _SAMPLED.search(clause)


def _makes_net(after: str) -> bool:
    """Whether houses of several kinds make up one net (`16家中心、68家服务站撑起健康服务圈`)."""
    verb = _NET.search(after)
    return verb is not None and len(verb.group()) > 1 and bool({"、", "和"} & set(after[: verb.start()]))
