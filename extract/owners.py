"""Whose number it is: the report's own area, another area, or one institution."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass

from .areas import Area, mentions_in, parents, within
from .phrases import strip

_UPPER = re.compile(
    r"全(?:国|省|市|州|自治区)(?:范围)?|我(?:国|省|市|州|自治区)(?:范围)?|本(?:国|省|市|州|自治区)(?:范围)?|国家(?:平均|水平|目标|要求)|世界|全球|发达国家|日本|美国|英国|德国|法国|瑞士|新加坡|韩国|欧洲|欧美|香港|京津冀|长三角|珠三角|粤港澳|东部地区|中部地区|西部地区|东北地区|省级?平均|市级?平均"
)
_PRAISED = re.compile(
    r"(?:市?级|率先|首|第|前|领先|唯一|最|居(?!民)|排|名列|位列|各地|人大|人民|统计|推广|卫生健康|经济|范围内|重点|示范|先进|优秀|十[佳大]|百强|性|化|覆盖|工作|会议|试点|标准|统一|通办|互认|互通|共享|通用|联网|推行|创)"
)
_COMPARED_WITH = re.compile(r"(?:领先|高于|低于|优于|高出|比|超过|较|好于)$")
_TOWN = re.compile(
    r"(?:[在于到从由])?(?P<n>[^\W\d_]{1,3}?(?:街道|镇|乡(?![镇用聘招贤])|[园农林渔]艺?场))(?!级|街|村|养|政|均|全|各|卫生院[、和]|覆盖|医疗|一体|振兴|医生|（|\(|、|公共|服务|居民|老年|干部|企业|组)"
)
_NOT_TOWN = re.compile(
    r"(?:各|扩建|新建|改建|迁建|个|全部|所有|多|每|等|城(?!关)|家|完成|推进|实施|改造|提升|[现共设建拥]有|下辖|涉及|深入|走进|基层|进|惠及|覆盖|在|到|的|了|所|型|级|性|健康|友好|卫生|示范|试点|以|下|务|机构|无|新|老|本|该|乡镇|城镇|^(?:[乡村]|街镇|城(?!关))|个|有|盖|民|入|和|及|、)"
)
_HOSPITAL = re.compile(
    r"(?:[^\W\d_]{0,10}?(?:第[一二三四五六七八九十]{1,2}|人民|中医|中西医结合|妇幼|妇女儿童|妇产|儿童|肿瘤|口腔|附属|协和|华西|同济|湘雅|华山|瑞金|仁济|精神|康复|眼科|骨科|胸科|传染病|职业病|红十字|中心)"
    r"[^\W\d_]{0,4}?(?:医院|保健院|防治院|(?<=中医)(?<![其当]中医)院)|[^\W\d_]{1,6}[一二三四五六]院|[^\W\d_]{2,8}(?:院区|分院)|(?<!每家)(?<!该)该院|[^\W\d_]{2,8}(?:街道|镇|乡)(?:社区卫生服务中心|中心卫生院|卫生院)|[^\W\d_]{2,6}(?:疾控中心|急救中心|血站|血液中心|保健计划生育服务中心))"
)
_HOSPITAL_KIND = re.compile(
    r"(?:[各家所等个级属全]|公立|民营|综合|专科|基层|二级|三级|以上|区县|县级|定点|[、和与及])(?:的)?$|^(?:各|[省市区县]?级|全|所有|其他|建立|以|由|依托|推动|支持|与|和|省、市|三甲|国家|民营|公立)"
)
_HOSPITAL_GENERIC = re.compile(
    r"^(?:(?:全[省市县区])?(?:综合|中医|专科|妇幼|儿童|口腔|精神|肿瘤|康复|中西医结合|传染病)?(?:类|科)?(?:医院|保健院)|(?:中医|综合|专科|儿童|妇幼|妇产|康复|口腔|肿瘤|精神|中西医结合|妇女儿童|眼科|骨科|中心)+(?:医院|保健院)|中医院|人民医院)$"
)
_THE_HOSPITAL = re.compile(
    r"(?:^|[，；：])(?:(?:该|本)?中心(?=现有|共有|拥有|组建|已组建)"
    r"|(?:全|该|本)?医?院(?=引进|开展|完成|拥有|现有|开放|设有|建有|年?门诊(?!患者|病人|满意)|共有|职工|编制))"
)
_CLOSED = re.compile(r"\([^()]{0,40}\)")
_NAMED_FIRST = re.compile(r"[^，。；：]{2,8}：")
_DIRECT = re.compile(r"[省市区县部委局]?直属(?:医疗)?(?:卫生)?(?:机构|单位)")
# After a semicolon a new act begins, and its subject is the area (`；新建卫生服务站9家`).
_BUILDS = re.compile(r"新建|改建|改扩建|扩建|迁建|新增|完成|组建|建成|引进|招聘|开展|举办|建立|实施")
_TOWNS = re.compile("乡镇|镇街")
_SOME = re.compile(r"乡镇|镇街|^(?:[现共设建拥]有|下辖|新[建改扩迁]|改|扩|迁|建|完成|推进|启动|投|打造|创)")
_NAMED_PROJECT = re.compile(
    r"[^\W\d_]{2,12}(?:医院|院区|中心|综合体|大楼|医疗中心|疾控|卫生院)[^\W\d_]{0,8}(?:项目|工程|一期|二期|三期|迁建|新院|扩建|改扩建|新建)"
)
_QUARTER = re.compile(
    r"(?:截[至止][^，。；]{2,12}，)?(?:[^\W\d_]{2,4}[市县区])?(?:[^\W\d_]{2,8}?(?:街道|镇|乡))?([^\W\d_]{2,5}(?:社区|小区|村))(?:是|位于|现有|共有|有|地处|辖区|常住|，)"
)
_FOR_EXAMPLE = re.compile(r"以([^\W\d_]{2,10}(?:镇|乡|街道|村|社区|院|中心))为例")
_ADVERBIAL = re.compile(
    r"(?:(?:主任|院长|书记|所长|局长|负责人|医生|医师|护士长|教授)[^，。；、\d]{0,8}(?:介绍|表示|说|告诉|透露|坦言)|引领|带领|指导|帮扶|支持|带动|牵头|合作|协作|为试点|的?引领下|共建|对接|联合|签约|协议|建立|的医|专家|等$|等\d|等[一二三四五六七八九十]|等(?:重点|重大)?(?:项目|工程|医院|机构|单位|建设))"
)
_OWN = re.compile(
    r"(?:全[区县市州旗省]|我[区县市州旗省]|本[区县市州旗省]|(?<!社区)(?<!街道)(?<![镇村])(?<!中心)辖区|区内|县内|市内|区域|县域|市域|区级|区属|县属|区卫(?<!社区卫)|县卫|市卫)"
)
_TITLES = "大伯|大妈|大爷|阿姨|奶奶|爷爷|先生|女士|老伯|某"
_PERSON = re.compile(rf"(?:[^\W\d_](?:{_TITLES})|我家|[他她]的?|患者[^\W\d_]某)")
_SOMEBODY = re.compile(f"{_TITLES}|我家|他|她")
_PRAISED_LATER = re.compile(r"[^，。；]{0,6}(?:率先|首[个批家]|唯一|前列|第[一二三])")
_ONE_OF_MANY = re.compile(r"[、和与及]|等|的?(?:医生|专家|医师|名医|支持|领|帮|指)")
_COUNTED_TOWNS = re.compile(r"[各个\d等、]$")
LEVEL_OF_WORD = {
    "区": "county",
    "县": "county",
    "旗": "county",
    "市": "city",
    "州": "city",
    "省": "province",
    "自治区": "province",
    "国": "country",
}
_ORDER = ("county", "city", "province", "country")


@dataclass(frozen=True, slots=True)
class Places:
    """The places a report names, and the level of its own area."""

    starts: tuple[int, ...]
    found: tuple[tuple[int, int, Area], ...]
    own: Area | None
    level: str

    def between(self, start: int, end: int) -> list[tuple[int, int, Area]]:
        """The places named in ``text[start:end]``."""
        first = bisect_left(self.starts, start)
        return list(self.found[first : bisect_left(self.starts, end)])


def places(text: str, own: Area | None) -> Places:
    """Look up the places of a reading, and decide the report's level.

    Args:
        text: the reading.
        own: the report's area, or None where nothing tells.
    """
    # 全州 is a county's name too, but far more often the whole of a prefecture.
    whole = own is None or own.zh != "全州县"
    found = tuple(at for at in mentions_in(text) if not (whole and text[at[0] : at[1]] == "全州"))
    return Places(tuple(p[0] for p in found), found, own, _level(text, own))


def _level(text: str, own: Area | None) -> str:
    if own is not None:
        if own.level == "county" and own.zh.endswith("市"):
            return "county-city"
        return own.level
    counts = Counter(LEVEL_OF_WORD[w] for w in re.findall(r"[全我]([区县市省国])(?![卫妇])", text))
    return max(counts, key=lambda level: (counts[level], -_ORDER.index(level))) if counts else "county"


def owner(clause: str, left: str, clause_start: int, end: int, places: Places) -> tuple[str | None, str]:
    """Whose a number is, where not the report's own area's.

    Args:
        clause: the words of its clause before it.
        left: the words of its sentence before it.
        clause_start: where the clause begins in the reading.
        end: where the number begins.
        places: the report's places.

    Returns:
        The name of the other place or institution and ``area`` or
        ``institution``; (None, "") where it is the report's own.
    """
    if not strip(clause) and left != clause:
        # A clause without words of its own goes on speaking of the clause before.
        head = left[: len(left) - len(clause)]
        longer = left[max(head.rfind(mark, 0, len(head) - 1) for mark in "，；：(") + 1 :]
        clause_start, clause = clause_start - (len(longer) - len(clause)), longer
    clause = _CLOSED.sub(lambda match: "·" * len(match.group()), clause) if ")" in clause else clause
    own_at = max(
        (match.end() for match in _OWN.finditer(clause) if _is_own(match.group(), places)), default=-1
    )
    upper = _upper(clause, places, own_at)
    if upper:
        return upper, "area"
    for start, stop, area in reversed(places.between(clause_start, end)):
        if start - clause_start < own_at:
            break
        if clause[start - clause_start : stop - clause_start].startswith("·"):
            continue
        if _foreign(area, places.own) and not _praised(clause, stop - clause_start):
            return area.zh, "area"
    if not clause and clause_start > 1:
        for _, stop, area in places.between(clause_start - 9, clause_start):
            if stop == clause_start - 1 and _foreign(area, places.own):
                return area.zh, "area"
    named = _NAMED_FIRST.match(left) if "：" in left else None
    if named:
        begin = clause_start - (len(left) - len(clause))
        for _, stop, area in places.between(begin, begin + named.end()):
            if stop == begin + named.end() - 1 and _foreign(area, places.own):
                return area.zh, "area"
    name = _institution(clause, own_at) or (_the_hospital(clause) and "医院")
    if name:
        return name, "institution"
    return _chained(left, clause)


def _is_own(word: str, places: Places) -> bool:
    level = LEVEL_OF_WORD.get(word[1:2]) if word[0] in "全我本" else None
    if level is None:
        return True
    if places.level == "county-city":
        return level in ("city", "county")
    return (
        _ORDER.index(level) <= _ORDER.index(places.level)
        if level != "city" or places.level != "county"
        else False
    )


def _upper(clause: str, places: Places, own_at: int) -> str | None:
    last = None
    for match in _UPPER.finditer(clause):
        compared = _COMPARED_WITH.search(clause[: match.start()]) and re.search(r"\d", clause[match.end() :])
        within = match.group().endswith("范围")
        if match.start() >= own_at and not _praised(clause, match.end()) and not within and not compared:
            last = match.group()
    level = LEVEL_OF_WORD.get(last[1:]) if last and last[0] in "全我本" else None
    if level is None:
        return last
    if places.level == "county-city" and level == "city":
        return None
    own = "county" if places.level == "county-city" else places.level
    return last if _ORDER.index(level) > _ORDER.index(own) else None


def _praised(clause: str, at: int) -> bool:
    """Whether the words after an area's name only place a success in it (`全省首个`, `全市率先`)."""
    return bool(_PRAISED.match(clause, at)) or bool(_PRAISED_LATER.match(clause, at))


def _foreign(area: Area, own: Area | None) -> bool:
    if own is None:
        return False
    if not area.adcode:
        return area.zh not in (own.zh, *own.aliases)
    return not (area.adcode == own.adcode or area.zh in (own.zh, *own.aliases) or own.zh in area.aliases)


def _housed(words: str) -> bool:
    """Whether words can name a house at all; the patterns for names are slow to say that they do not."""
    return "院" in words or "中心" in words or "血站" in words


def _the_hospital(words: str) -> re.Match[str] | None:
    return _THE_HOSPITAL.search(words) if _housed(words) else None


def _institution(clause: str, own_at: int) -> str | None:
    for match in _HOSPITAL.finditer(clause) if _housed(clause) else ():
        name, after = match.group(), clause[match.end() : match.end() + 8]
        if (
            match.start() < own_at
            or _SOME.search(name)
            or _HOSPITAL_GENERIC.match(name)
            or _HOSPITAL_KIND.search(clause[: match.start()])
        ):
            continue
        if _ONE_OF_MANY.match(after) or _HOSPITAL_KIND.match(name):
            continue
        if _ADVERBIAL.search(clause[match.end() :]):
            continue
        return name
    towns = any(word in clause for word in ("镇", "乡", "街道", "场"))
    for match in _TOWN.finditer(clause) if towns else ():
        before = clause[max(0, match.start() - 2) : match.start()]
        generic = _NOT_TOWN.search(match["n"]) or _COUNTED_TOWNS.search(before)
        if match.start() >= own_at and not generic and not _ADVERBIAL.search(clause[match.end() :]):
            return match["n"]
    direct = _DIRECT.search(clause) if "直属" in clause else None
    if direct:
        return direct.group()
    person = _PERSON.search(clause) if _SOMEBODY.search(clause) else None
    return person.group() if person else None


def _chained(left: str, clause: str) -> tuple[str | None, str]:
    """An institution or project that opened the sentence and still is its subject."""
    head = left[: len(left) - len(clause)]
    head = head[head.rfind("；", 0, len(head) - 1) + 1 :]
    if not head or _OWN.search(clause) or (head.endswith("；") and _BUILDS.match(clause)):
        return None, ""
    quarter = (_QUARTER.match(head) if "区" in head or "村" in head else None) or _FOR_EXAMPLE.search(head)
    if quarter:
        return quarter[1], "institution"
    built = _housed(head) or "大楼" in head or "综合体" in head or "疾控" in head
    match = (_NAMED_PROJECT.search(head) or _HOSPITAL.match(head)) if built else None
    if match is None or (match.re is _HOSPITAL and _TOWNS.search(match.group())):
        match = _the_hospital(head)
        return (match.group(), "institution") if match else (None, "")
    if _HOSPITAL_GENERIC.match(match.group()) or _OWN.search(head[match.end() :]):
        return None, ""
    if re.match(r"[、和与及]|等", head[match.end() : match.end() + 1]) or _ADVERBIAL.search(
        head[match.end() : match.end() + 12]
    ):
        return None, ""
    if (match.start() == 0 and match.re is _HOSPITAL) or re.match(
        r"(?:项目)?(?:总|计划|预计|拟|规划|设计|设置|开放|占地|建筑|床位|编制|投资|年|日|全年|门诊|门急诊|出院|住院|诊疗|手术|接诊|收治|建成|建设|现有|拥有|设有|核定|可|共|概算|总投|估算|新增|届时|一期|二期|能)",
        clause,
    ):
        return match.group(), "institution"
    return None, ""


def names_own(words: str, start: int, places: Places) -> bool:
    """Whether words name the report's own area (`其中，临平区承担2万名`).

    Args:
        words: a clause.
        start: where it begins in the reading.
        places: the report's places.
    """
    if any(_is_own(match.group(), places) for match in _OWN.finditer(words)):
        return True
    named = places.between(start, start + len(words))
    return places.own is not None and any(not _foreign(area, places.own) for _, _, area in named)


def ancestors(own: Area | None) -> set[str]:
    """Codes of the areas above one's own."""
    return {area.adcode for area in parents(own)} if own else set()


def inside(area: Area, own: Area | None) -> bool:
    """Whether a place lies in the report's own area."""
    return own is not None and bool(area.adcode) and within(area, own)
