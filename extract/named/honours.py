"""Honours that a report speaks of: what its district, its bodies or people were named or given."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from extract.patterns import Pattern

from .naming import HONOUR, Found, any_of, quotations, table

_CLAUSE = Pattern(r"(?:“[^”\n]{1,60}”|\"[^\"\n]{1,60}\"|\([^()\n]{1,20}\)|[^，。；！？…\n“”\"()])+")
_SHORT = 24
_LEAD = Pattern(r"^(?:成功|了|系(?!统)|为|成|首批|第[一二三四五六七八九十\d]+批|[1-9]\d*[个家名项])+(?!功)")
_SCOPE_FIRST = Pattern(
    r"(?:全国|全省|全市|国内|[\u4e00-\u9fff]{2}[省市])(?:首个|首家|首批|唯一一?[家个]?)"
    r"(?P<body>(?:“[^”\n]{1,40}”|\"[^\"\n]{1,40}\"|[^，。；、！？…\n“”\"]){2,40})"
)
_THING = Pattern(
    r"(?:区县|县市区|县\(市、区\)|区\(县、市\)|区|县|城市|医院|单位|机构|基地|中心|社区|乡镇|街道)[”\"]?(?=$|之一)"
)
_EVENTS = Pattern(r"手术|病例|首例|活动|比赛")
_VERB = Pattern(r"实现|完成|开展|推进|建成|举行|举办|获|得到|得以|提供|明显$|启动|印发|名单$")
_SPAN = 46


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    honours = table()["honours"]
    noun = any_of(honours["nouns"])
    scope = any_of([*table()["words"]["scopes"]])
    return {
        "noun": re.compile(noun),
        "given": re.compile(any_of(honours["given"], pattern=True)),
        "won": re.compile(f'{any_of(honours["won"])}|{any_of(honours["passed"])}(?=[“"])'),
        "wish": re.compile(any_of(honours["wished"])),
        "wished": re.compile(f"{any_of(honours['wished'])}[^，。；]{{0,10}}$"),
        "bare": re.compile(
            rf"(?:^|(?<=[，、；。…\n]))(?:{scope}|[\u4e00-\u9fff]{{2}}[省市])"
            rf"(?:“[^”\n]{{1,24}}”|[^，。；、！？…\n“”\"]){{2,36}}?{noun}(?=[，、；。…\n]|$)"
        ),
    }


def honours(text: str) -> Iterator[Found]:
    """Honours in a reading, titles of documents blanked; earlier patterns win where two overlap."""
    taken = bytearray(len(text))
    for find in (_given, _firsts, _won, _bare, _quoted):
        for found in sorted(find(text), key=lambda one: one.start):
            if 1 not in taken[found.start : found.end]:
                taken[found.start : found.end] = b"\x01" * (found.end - found.start)
                yield found


def _wished(text: str, at: int) -> bool:
    return bool(_patterns()["wished"].search(text[max(0, at - 14) : at]))


def _given(text: str) -> Iterator[Found]:
    for verb in _patterns()["given"].finditer(text):
        clause = _CLAUSE.match(text, verb.end())
        if clause is None or _wished(text, verb.start()):
            continue
        end = _end_of_honour(clause.group(), strong=True)
        if end:
            yield from _made(text, verb.end(), verb.end() + end)
            yield from _listed(text, clause.end() if end == len(clause.group()) else len(text))


def _won(text: str) -> Iterator[Found]:
    for verb in _patterns()["won"].finditer(text):
        clause = _CLAUSE.match(text, verb.end())
        if clause is None or _wished(text, verb.start()):
            continue
        end = _end_of_honour(clause.group(), strong=False)
        if end and end <= _SPAN + 20:
            yield from _made(text, verb.end(), verb.end() + end)


def _end_of_honour(clause: str, strong: bool) -> int:
    """How much of a clause after a verb of honour is the honour; 0 for none."""
    nouns = list(_patterns()["noun"].finditer(clause))
    if nouns:
        last = nouns[-1]
        head = clause[: last.start()]
        if not strong and re.search(r"的(?!首个|区|县)|推动|带动|开展", head.split("”")[-1]):
            return 0
        end = last.end()
        closing = re.match(r"[”\"]|\)", clause[end:])
        return end + (closing.end() if closing else 0)
    if not strong:
        return 0
    marked = re.match(r"[^“\"]{0,14}(?:“[^”]{2,40}”|\"[^\"]{2,40}\")(人才库)?", clause)
    if marked:
        return 0 if marked[1] else marked.end()
    whole = clause.split("、")[0]
    return len(whole) if 4 <= len(whole) <= _SHORT and not _VERB.search(whole) else 0


def _listed(text: str, at: int) -> Iterator[Found]:
    """Further honours of the same list: clauses that follow at once and end in the noun of an honour."""
    while at < len(text) and text[at] == "，":
        clause = _CLAUSE.match(text, at + 1)
        unfit = clause is None or len(clause.group()) > _SHORT or _VERB.search(clause.group())
        if clause is None or unfit or _patterns()["wish"].search(clause.group()):
            return
        nouns = [match.end() for match in _patterns()["noun"].finditer(clause.group())]
        if not nouns or nouns[-1] != len(clause.group()):
            return
        yield from _made(text, clause.start(), clause.end())
        at = clause.end()


def _firsts(text: str) -> Iterator[Found]:
    for match in _SCOPE_FIRST.finditer(text):
        body = match["body"]
        while body and not _THING.search(body):
            body = body[:-1]
        if len(body) > 3 and not _EVENTS.search(body) and not _wished(text, match.start()):
            yield from _made(text, match.start(), match.start("body") + len(body))


def _bare(text: str) -> Iterator[Found]:
    for match in _patterns()["bare"].finditer(text):
        if not _VERB.search(match.group()) and not _patterns()["wish"].search(match.group()):
            yield from _made(text, match.start(), match.end())


def _quoted(text: str) -> Iterator[Found]:
    for start, end in quotations(text):
        inner = text[start + 1 : end - 1]
        nouns = [match.end() for match in _patterns()["noun"].finditer(inner)]
        if (
            len(inner) > 5
            and nouns
            and nouns[-1] == len(inner)
            and "，" not in inner
            and not _wished(text, start)
        ):
            yield from _made(text, start, end)


def _made(text: str, start: int, end: int) -> Iterator[Found]:
    lead = _LEAD.match(text[start:end])
    start += lead.end() if lead else 0
    name = re.sub(r"[“”\"‘’「」『』]", "", text[start:end]).strip()
    if len(name) > 3 and name not in table()["honours"]["general"] and "§" not in name:
        yield Found(start, end, name, HONOUR, name)
