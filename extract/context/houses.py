"""One house, one town or one person whose number it is, rather than the whole area's."""

from __future__ import annotations

import re

from extract.patterns import Pattern

_TOWN = Pattern(
    r"(?:[在于到从由])?(?P<n>[^\W\d_]{1,3}?(?:街道|镇|乡(?![镇用聘招贤])|[园农林渔]艺?场))(?!级|街|村|养|政|均|全|各|卫生院[、和]|覆盖|医疗|一体|振兴|医生|（|\(|·|、|公共|服务|居民|老年|干部|企业|组)"
)
_NOT_TOWN = Pattern(
    r"(?:苏木|各|扩建|新建|改建|迁建|个|全部|所有|多|每|等|城(?!关)|家|完成|推进|实施|改造|提升|[现共设建拥]有|下辖|涉及|深入|走进|基层|进|惠及|覆盖|在|到|的|了|所|型|级|性|健康|友好|卫生|示范|试点|以|下|务|机构|无|新|老|本|该|乡镇|城镇|^(?:[乡村]|街镇|城(?!关))|个|有|盖|民|入|和|及|、)"
)
_HOSPITAL = Pattern(
    r"(?:[^\W\d_]{0,10}?(?:第[一二三四五六七八九十]{1,2}|人民|中医|中西医结合|妇幼|妇女儿童|妇产|儿童|肿瘤|口腔|附属|协和|华西|同济|湘雅|华山|瑞金|仁济|精神|康复|眼科|骨科|胸科|传染病|职业病|红十字|中心)"
    r"[^\W\d_]{0,4}?(?:医院|保健院|防治院|(?<=儿童)医疗中心|(?<=中医)(?<![其当]中医)院)|[^\W\d_]{1,6}[一二三四五六]院|[^\W\d_]{2,8}(?:院区|分院)|(?<!每家)(?<!该)该院|[^\W\d_]{2,8}(?:街道|镇|乡)(?:社区卫生服务中心|中心卫生院|卫生院)|^(?!全|各|依托|基层|城市|城乡|农村|街道|乡镇|镇街|辖|部分|所有)[^\W\d_家个级有建的由以在等与和及对为向从到让所均都扩推完县市区]{2,3}社区卫生服务中心(?=现|共有|拥有|组建|成立|签约|管理|开展|辖区|先后|累计|为|建立|设)|[^\W\d_]{2,6}(?:疾控中心|急救中心|血站|血液中心|保健计划生育服务中心))"
)
_HOSPITAL_KIND = Pattern(
    r"(?:[各家所等个级属全]|公立|民营|综合|专科|基层|二级|三级|以上|区县|县级|定点|[、和与及])(?:的)?$|^(?:各|[省市区县]?级|全|所有|其他|建立|以|由|依托|推动|支持|与|和|省、市|三甲|国家|民营|公立)"
)
_HOSPITAL_GENERIC = Pattern(
    r"^(?:(?:全[省市县区])?(?:综合|中医|专科|妇幼|儿童|口腔|精神|肿瘤|康复|中西医结合|传染病)?(?:类|科)?(?:医院|保健院)|(?:中医|综合|专科|儿童|妇幼|妇产|康复|口腔|肿瘤|精神|中西医结合|妇女儿童|眼科|骨科|中心)+(?:医院|保健院)|中医院|人民医院)$"
)
# A title that begins with the house of one town, and is not of its building.
_TOWN_HOUSE = Pattern(
    r"([^\W\d_]{2,8}?(?:街道|镇|乡)(?:中心)?(?:卫生院|社区卫生服务中心))(?![、和与及]|[^\n]{0,12}(?:项目|工程|大楼|新院))[^\n。]{2,40}\n"
)
# A title of the papers of one hospital or centre, or a text that begins with what it is.
_PAPERS = Pattern(
    r"([^\W\d_]{2,18}?(?:医院|卫生院|社区卫生服务中心))(?:(?:(?:20\d\d|二[〇○零][^\W\d_]{2})年?度?|[上下]半年|年度|医院)*(?:工作|基本|发展)?"
    r"(?:总结|情况|简介|概况|年报|介绍|述职报告|工作报告)[^\n。，]{0,10}\n|(?:位于|坐落|始建于|创建于|成立于|是一[所家]|辖区(?:常住)?人口))"
)
_SEVERAL = Pattern(
    r"公立|民营|[县区市省]级|[县区市省]属|[县区]办|各|全[区县市省国]|我[区县市省]|乡镇|基层|[家所个类等和及与、]|[一二三]级|改革|关于|支持|推进|建设|迁建|走进|对口|中?医联体|[区县市]社区卫生"
)
_THE_HOSPITAL = Pattern(
    r"(?:^|[，；：])(?:该(?:急救站|分站|院区|分院|卫生院|卫生室|服务站)(?!点)|(?:该|本)?中心(?=现有|共有|拥有|组建|已组建)"
    r"|(?:全|该|本)?医?院(?=引进|开展|完成|拥有|现有|开放|设有|建有|年?门诊(?!患者|病人|满意)|共有|职工|编制))"
)
# Whom a report of one house, one town or one quarter calls its own (`我院`, `本中心`).
_WE = Pattern(r"[我本](?:院(?!前|校|士)|中心(?!城|区)|卫生[院站所]|社区|街道|镇|乡|村)(?!长|级|里)")
_DIRECT = Pattern(r"[省市区县部委局]?直属(?:医疗)?(?:卫生)?(?:机构|单位)")
# After a semicolon a new act begins, and its subject is the area (`；新建卫生服务站9家`).
# What no hospital has is the area's, whatever it opened before (`县人民医院新院投用；家庭医生签约19万人`).
_ACT_FIRST = Pattern("加快|推进|推动|启动|实施|完成|建|支持|深化|依托|引进|投入|开展|与")
# 区人民医院投入4600万元；开放床位900张，全年门诊102万人次
_GOES_ON = re.compile(
    "全年|年门|年诊|年住|年出|开放|编制|现有|设有|床位|门诊|门急诊|出院|住院|诊疗|接诊|收治|手术|患者|职工|在职"
)
_PUBLIC = Pattern("(?:家庭医生|人均|城乡居民|居民健康|常住|户籍|乡镇|村|医共体|重点人群)")
_OF_GRASSROOTS = Pattern("卫生院|服务中心|服务站|卫生室")
_BUILDS = Pattern(r"新建|改建|改扩建|扩建|迁建|新增|完成|组建|建成|引进|招聘|开展|举办|建立|实施")
_SOME = Pattern(r"乡镇|镇街|苏木|^(?:[现共设建拥]有|下辖|新[建改扩迁]|改|扩|迁|建|完成|推进|启动|投|打造|创)")
_NAMED_PROJECT = Pattern(
    r"[^\W\d_]{2,12}(?:医院|院区|中心|综合体|大楼|医疗中心|疾控|卫生院)[^\W\d_]{0,8}(?:项目|工程|一期|二期|三期|迁建|新院|扩建|改扩建|新建)"
)
# Of several named projects none is the subject of what follows (`新建二院、儿童医院等重大项目`).
_AMONG_OTHERS = Pattern("、|等(?:一批|重大|重点|卫生|医疗|项目|工程)")
_OPENED_HOUSE = Pattern(
    r"[^\W\d_]{1,8}(?:院区|分院|新院)[^，、。；\d]{0,10}(?:投用|启用|开诊|投入使用|投入运行|运营)(?=，[^，。；]*$)"
)
_QUARTER = Pattern(
    r"(?:截[至止][^，。；]{2,12}，)?(?:[^\W\d_]{2,4}[市县区])?(?:[^\W\d_]{2,8}?(?:街道|镇|乡))?([^\W\d_]{2,5}(?<![进入到])(?:社区|小区|村))(?:是|位于|现有|共有|有|地处|辖区|常住|，)"
)
# The same where a town opens the sentence (`东桥街道共有常住人口8.2万人，签约率达41%`).
_TOWN_OPENED = Pattern(
    r"(?:截[至止][^，。；]{2,12}，)?(?:[^\W\d_]{2,4}[市县区])?([^\W\d_各全我本个县所有城乡镇]{2,4}(?<!小)(?<!强)(?<!示范)(?<!卫生)(?<!中心)(?<!重点)(?<!试点)(?<!健康)(?:街道|镇|乡))"
    r"(?:是|位于|现有|共有|拥有|有|地处|辖|常住|户籍|总人口|新[增建设开]|建成|开展|举办|实现|发放)"
)
_IT = re.compile(r"(?:该|这个)(?:社区|街道|镇|乡|村|中心)(?![长级里城])")
_FOR_EXAMPLE = Pattern(r"以([^\W\d_]{2,10}(?:镇|乡|街道|村|社区|院|中心))为例")
_WHEN_FIRST = Pattern(
    r"(?:截[至止][^，。；]{2,14}|(?:19|20)\d\d年[^，。；]{0,6}|目前|据(?:了解|介绍|悉))，(?!根?据|经)"
)
_ADVERBIAL = Pattern(
    r"(?:(?:主任|院长|书记|所长|局长|负责人|医生|医师|护士长|教授)[^，。；、\d]{0,8}(?:介绍|表示|说|告诉|透露|坦言)|引领|带领|指导|帮扶|支持|带动|牵头|合作|协作|为试点|的?引领下|共建|对接|联合|签约(?!居民|人口|人数|服务|家庭|群众|率|\d|$)|协议|建立|的医|专家|等$|等\d|等[一二三四五六七八九十]|等(?:重点|重大)?(?:项目|工程|医院|机构|单位|建设))"
)
# Every alternative begins with its own first character, so that the search skips to those.
OWN = re.compile(
    r"全[区县市州旗省]|我[区县市州旗省]|本[区县市州旗省]|辖区(?<!社区辖区)(?<!街道辖区)(?<![镇村院站]辖区)(?<!中心辖区)"
    r"|区(?:[内域级属]|卫(?<!社区卫))|县[内域属卫]|市[内域卫]"
)
_AND_MORE = Pattern("[、和与及]|等")
# What a clause begins with that goes on telling of a house or a project.
_OF_A_HOUSE = Pattern(
    r"(?:项目)?(?:总|计划|预计|拟|规划|设计|设置|开放|占地|建筑|床位|编制|投资|年|日|全年|门诊|门急诊|出院|住院|诊疗|手术|接诊|收治|建成|建设|现有|拥有|设有|核定|可|共|概算|总投|估算|新增|届时|一期|二期|能)"
)
_TITLES = "大伯|大妈|大爷|阿姨|奶奶|爷爷|先生|女士|老伯|某"
_PERSON = Pattern(rf"(?:[^\W\d_](?:{_TITLES})|我家|[他她]的?|患者[^\W\d_]某)")
_SOMEBODY = re.compile(f"{_TITLES}|我家|他|她")
_ONE_OF_MANY = Pattern(r"[、和与及]|等|的?(?:医生|专家|医师|名医|支持|领|帮|指)")
_COUNTED_TOWNS = Pattern(r"[各个\d等、]$")


def house_of(text: str) -> str | None:
    """The one house that a report's title says it tells of (`烟店镇卫生院开展义诊`)."""
    begun = text.lstrip("\n ")
    match = _TOWN_HOUSE.match(begun)
    if match and not _SOME.search(match[1]):
        return match[1]
    match = _PAPERS.match(begun)
    if match and not _SEVERAL.search(match[1]):
        return match[1]
    ours = _WE.findall(text)
    return ours[0] if len(ours) > 2 and len(ours) > len(OWN.findall(text)) else None


def _housed(words: str) -> bool:
    """Whether words can name a house at all; the patterns for names are slow to say that they do not."""
    return "院" in words or "中心" in words or "血站" in words


def the_hospital(words: str) -> re.Match[str] | None:
    """Where a clause begins with a house named before (`该院现有`, `全院完成`)."""
    return _THE_HOSPITAL.search(words) if "该" in words or _housed(words) else None


def institution(clause: str, own_at: int) -> str | None:
    """The house, town or person that a clause names behind the last word for the own area.

    Args:
        clause: the words of a number's clause before it.
        own_at: where the last word for the report's own area ends in it, or -1.
    """
    for match in _HOSPITAL.finditer(clause) if _housed(clause) else ():
        name, after = match.group(), clause[match.end() : match.end() + 8]
        counted = clause[: match.start()][-1:].isdigit()
        if (
            counted
            or match.start() < own_at
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
    ours = _WE.search(clause, max(own_at, 0)) if "我" in clause or "本" in clause else None
    ours = ours or _IT.search(clause, max(own_at, 0))
    if ours:
        return ours.group()
    direct = _DIRECT.search(clause) if "直属" in clause else None
    if direct:
        return direct.group()
    person = _PERSON.search(clause, max(own_at, 0)) if _SOMEBODY.search(clause) else None
    return person.group() if person else None


def _goes_on(head: str, clause: str) -> bool:
    """Whether behind a semicolon the house that the sentence begins with still is the subject."""
    cut = head.rfind("；") + 1
    said = f"{head[cut:]}{clause}" if cut else ""
    name = _HOSPITAL.match(head) if _GOES_ON.match(said) and not OWN.search(said) else None
    return name is not None and not _ACT_FIRST.search(name.group())


def chained(left: str, clause: str) -> tuple[str | None, str]:
    """An institution or project that opened the sentence and still is its subject."""
    head = left[: len(left) - len(clause)]
    if not _goes_on(head, clause):
        head = head[head.rfind("；", 0, len(head) - 1) + 1 :]
    own = OWN.search(clause) if head else None
    if not head or (own and own.group() != "辖区") or (head.endswith("；") and _BUILDS.match(clause)):
        return None, ""
    timed = _WHEN_FIRST.match(head)
    titled = timed.end() if timed else head.rfind("：", 0, len(head) - 1) + 1
    if name := _small_place(head):
        return name, "institution"
    if _PUBLIC.match(clause) and not _OF_GRASSROOTS.search(head):
        return None, ""
    name = _house_opening(head, titled, clause)
    return name, "institution" if name else ""


def _small_place(head: str) -> str | None:
    """The quarter, village or town that a sentence begins with, or whose text calls it its own."""
    ours = _WE.search(head[:16]) or _IT.search(head)
    if ours:
        return ours.group()
    quarter = (_QUARTER.match(head) if "区" in head or "村" in head else None) or _FOR_EXAMPLE.search(head)
    quarter = quarter or _TOWN_OPENED.match(head)
    return quarter[1] if quarter and not OWN.search(head, quarter.end()) else None


def _house_opening(head: str, titled: int, clause: str) -> str | None:
    """The house or project that a sentence begins with, where a clause of it still can be of that."""
    begins = the_hospital(head)
    if begins and not begins.start():
        # 医院拥有两个院区，年门诊量…
        return begins.group()
    match = _named_house(head, titled)
    spoken = match and _ADVERBIAL.search(head[match.end() : match.end() + 12])
    if match is None or spoken or (match.re.pattern == _HOSPITAL.pattern and _SOME.search(match.group())):
        # 走进东桥社区卫生服务中心，主任李敏介绍，中心现有医务人员56人
        return begins.group() if begins else None
    if _HOSPITAL_GENERIC.match(match.group()) or OWN.search(head, match.end()):
        return None
    if match.re.pattern == _NAMED_PROJECT.pattern and _AMONG_OTHERS.search(match.group()):
        return None
    if _AND_MORE.match(head, match.end()):
        return None
    first = match.start() in (0, titled) and match.re.pattern == _HOSPITAL.pattern
    return match.group() if first or _OF_A_HOUSE.match(clause) else None


def _named_house(head: str, titled: int) -> re.Match[str] | None:
    if not (_housed(head) or "大楼" in head or "综合体" in head or "疾控" in head):
        return None
    opened = "院区" in head or "分院" in head or "新院" in head
    return (
        _NAMED_PROJECT.search(head)
        or (_OPENED_HOUSE.search(head) if opened else None)
        or _HOSPITAL.match(head)
        or _HOSPITAL.match(head, titled)
    )
