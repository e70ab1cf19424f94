"""Signs that a scan or a copy got wrong and the rest makes certain, put right one for one.

Every repair keeps the text's length, so that offsets stay true: what is to
go becomes a gap.
"""

from __future__ import annotations

import re

from extract.patterns import Pattern

GAP = "\u200b"
"""A sign without width: it parts nothing."""

# Patterns begin with what they look for, and look behind it afterwards: so the search skips to it.
_POINT = Pattern(r"。(?<=\d。)(?=\d+%)")
# `%。` within a sentence is a ‰ that was misread.
_PERMILLE = Pattern(
    r"%\s?。(?=\s*[，,、；。]|下降|上升|降[至到低为]|升[至到高为]|提高|[和与]|及(?!时)|分别|以[上下内])"
)
# An entity that lost its first sign.
_ENTITY_LEFT = Pattern(r"(?<=\d)permil[;；]")
# Letters that look like digits, within a number that goes on or has a unit.
_BEHIND_DIGIT = Pattern(r"[OoIl](?<=\d[OoIl])")
_LOOKALIKE = Pattern(
    r"\d(?<![A-Za-z]\d)(?<![A-Za-z][\d.]\d)[\d.]{0,12}[OoIl][\dOoIl.]{0,12}(?=[余多]?[万亿千家个人张所名次例项件台辆场]|[年月日岁%‰])"
)
_LETTERS = str.maketrans("OoIl", "0011")
# A letter from the page's edge, at the end of a line in mid-sentence.
_EDGE = Pattern(
    r"\n(?:(?<=[\u4e00-\u9fff\d，、；][A-Za-z]\n)|(?<=[\u4e00-\u9fff\d，、；][A-Za-z]\r\n))(?=[\u4e00-\u9fff\d])"
)
_LEAST_EDGES = 3  # lines that end so before they are taken for the page's edge


def repair(text: str) -> str:
    """The text with misread signs put right, as long as before.

    Examples:
        >>> repair("新生儿死亡率1.8%。，乡镇卫生院2O家").replace(GAP, "")
        '新生儿死亡率1.8‰，乡镇卫生院20家'
    """
    if "%" in text:
        text = _POINT.sub(".", _PERMILLE.sub(_permille, text))
    if "permil" in text:
        text = _ENTITY_LEFT.sub(_permille, text)
    if _BEHIND_DIGIT.search(text):
        text = _LOOKALIKE.sub(lambda match: match.group().translate(_LETTERS), text)
    edges = [match.start() - 1 - (text[match.start() - 1] == "\r") for match in _EDGE.finditer(text)]
    if len(edges) >= _LEAST_EDGES:
        signs = list(text)
        for at in edges:
            signs[at] = GAP
        text = "".join(signs)
    return text


def _permille(match: re.Match[str]) -> str:
    return "‰" + GAP * (len(match.group()) - 1)
