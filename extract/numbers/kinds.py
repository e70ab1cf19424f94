"""What kind of number a numeral is: quantity, rank, date, bound, label or other.

Each rule looks only at the characters beside the numeral, and says what is
true of the language; none knows an indicator or a report.
"""

from __future__ import annotations

import re

from extract.patterns import Pattern

YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_AFTER = Pattern(r"年(?!龄|级|薪|均)|[，。：、；）)》”\"—\n]|财?年度|届|以来|[上下]半年|[底末初]")
# What is counted, also where as many could be a year (`达到2000人`).
_COUNTED = Pattern("[人名位例家所个张台辆件份场项次户岁元支余多%‰](?!庭)")
_YEAR_BEFORE = Pattern(r"(?:回顾|展望|截至|到|自|从|于|在|和|与|[“《(—至~])$")
_AGE_GROUP = Pattern(
    r"(?:及|含|或|\(含\))?(?:以[上下内]|至)?(?:的)?(?:[^，。；、]{0,4})?(?:儿童|婴幼儿|婴儿|幼儿|老年?人|"
    r"老人|妇女|女性|男性|居民|人群|人口|青少年|学生|适龄|常住|户籍|长者|患者|人员|孩子|女孩|女生|托育|照护|"
    r"托位|组)"
)
_AGE_LIMIT = Pattern(r"(?:及|含|或|\(含\))?以[上下内]")
_LEVEL_VERB = Pattern(
    r"(?:达到?|超过?|突破|寿命|提高到|升[至到]|延长[至到]|增[至加]到?|为|是|约|近|在|年龄|"
    r"[至到由从])[了约近]?$"
)
# What is added is counted, however vaguely (`新增760张以上的床位`).
_ADDING = Pattern("(?:新增|增加|增设|扩增)$")
_LIMIT = Pattern(r"(?:及|\(含\))?以上的?(?=[^，。；、\d）)”\n])(?![达占比增下均])")
_LIMIT_UNITS = frozenset(("人", "张", "元", "岁", "平方米", "户", "年", "小时", "天", "月", "级"))
_LIMIT_NOUN = Pattern(
    r"(?:及|\(含\))?以上的?[^，。；]{0,12}?(?:医院|机构|企业|单位|村|社区|项目|疫情|场所|人群|患者|乡镇|工业|"
    r"职称|医师|人员|家庭|病例|学校|规模)"
)
_RANK_BEFORE = Pattern(
    r"(?:全国|全省|全市|全区|全县|全州|省内?|市内?|国内|区县?|县市?|区、市\)|位居|位列|居于?|列于?|排名?|"
    r"名列|位次|排行|获|得|拿到|得分|考核|考评|评比|综合|并列|前|同类|[)）”])第$"
)
_ORDINAL_AFTER = Pattern(
    r"[届期批轮次章条款类方代版号个]|人民|医院|中学|小学|责任|时间|书记|线|附属|课|针|剂|步|产业|产|阶段|"
    r"任务|卫生|责|手|现场|党|办|大队|支部|幼儿|实验|师|监督|中医|资料|粮|要务"
)
_OF_RATE = Pattern(r"率[^，。；]{0,10}(?:[为是在至到]|保持|实现)[“\"]?$")
_LETTER = re.compile(r"[A-Za-z]")
_LATIN_UNIT = Pattern(r"(?:km|kg|ml|m2|mm|cm|mg)(?![A-Za-z])")
_HOTLINE = Pattern(r"(?:电话|急救|热线|指挥|调度|受理|院前|平台|服务|报警|专线|系统|接警|呼叫|救护)")
_LIST_BEFORE = Pattern(r"(?:^|[\n。；：!！?？”…]|\n[(（])[(（]?$")
_LIST_AFTER = Pattern(r"(?:[.．、](?!\d)|[)）]| )")
_PLUS = re.compile(r"\+[\dXxNn]")
_ROUND_CLOCK = Pattern(r"(?!以?内|缩|减|降|[的，。、；]|左右|后|前|之|及|以上|不到|到|至|由|\)|\n|$|”|未|时)")
_TIME_BEFORE = Pattern(r"(?:上午|下午|早上|早晨|中午|晚上|晚|凌晨|傍晚|夜间|当日|当天|日|[—至~-])$")
_CLOCK_AFTER = Pattern(
    r"点(?:钟|半|整|\d|，|左右|许|前|后|到|至|—|[开准])|时(?:许|整|\d{1,2}分|至|—|，|前|起)|:\d\d"
)
_DOCUMENT_NUMBER = Pattern(r"[)\]]\d+号")
_FURNITURE = Pattern(r"(?:(?:浏览|点击|阅读|访问)(?:次数|量|数)?[：:]|字号[：:])$")
_TABLE_NUMBER = Pattern(r"(?:^|[\n(（见])(?:附?表|图)$")
_MARKS = {"[": "]", "【": "】", "注": ")"}
# A long report printed in parts numbers them in its title (`统计公报(2)`).
_PART_OF_SERIES = Pattern(r"\)(?:\n|$)")
_NUMBERED = re.compile(r"[〔\[(]20\d\d[〕\])]\d*$")


def date_kind(text: str, start: int, end: int, digits: str) -> bool:
    """Whether Arabic digits without multiplier are a year, month, day or clock time."""
    before, after = text[max(0, start - 6) : start], text[end : end + 8]
    if YEAR.fullmatch(digits):
        if _COUNTED.match(after):
            return False
        if _DOCUMENT_NUMBER.match(after) and before[-1:] in "([":
            return False
        if _YEAR_AFTER.match(after):
            return not after.startswith("年") or not after.startswith("年以上")
        return bool(_YEAR_BEFORE.search(before))
    if not digits.isdigit() or len(digits) > 2:
        return False
    number = int(digits)
    if after[:1] == "月" and after[1:2] != "龄":
        return 1 <= number <= 12 and not before.endswith("个")
    if after[:1] in "日号" and after[:1]:
        if before[-1:] in ")]" and after[0] == "号":
            return False
        return (
            1 <= number <= 31
            and not before.endswith(("住院日", "每", "工作", "平均", "均"))
            and after[1:2] != "均"
        )
    if after.startswith(("世纪", "年代")) or before.endswith("世纪"):
        return True
    if _CLOCK_AFTER.match(after):
        return number <= 24 and (bool(_TIME_BEFORE.search(before)) or after.startswith(("点钟", "时许", ":")))
    return after.startswith(("季度", "季度末"))


def rank_kind(text: str, start: int, end: int) -> bool | None:
    """For a numeral after 第: a place in an order, or (False) the ordinal of a name.

    Returns None where the numeral does not follow 第.
    """
    if text[start - 1 : start] != "第" or start == 0:
        return None
    after = text[end : end + 6]
    if _ORDINAL_AFTER.match(after):
        return False
    if after[:1] in ("位", "名") and after[1:2] not in ("医", "患"):
        return True
    return bool(_RANK_BEFORE.search(text[max(0, start - 6) : start]))


def bound_kind(text: str, start: int, after_unit: int, unit: str | None, is_range: bool) -> bool:
    """Whether a number limits the group that another number measures (`3岁以下`)."""
    before, after = text[max(0, start - 6) : start], text[after_unit : after_unit + 24].split("\n")[0]
    if unit in ("岁", "月"):
        if is_range and unit == "岁":
            return bool(_AGE_GROUP.match(after)) or not _LEVEL_VERB.search(before)
        if _AGE_LIMIT.match(after):
            return not _LEVEL_VERB.search(before) or bool(_AGE_GROUP.match(after[2:]))
        return (
            unit == "岁"
            and after[:1] != "的"
            and bool(_AGE_GROUP.match(after))
            and not _LEVEL_VERB.search(before)
        )
    if unit in _LIMIT_UNITS and _LIMIT.match(after) and not _LEVEL_VERB.search(before):
        if _ADDING.search(before):
            return False
        return bool(_LIMIT_NOUN.match(after))
    return False


def zero_rate(text: str, start: int) -> bool:
    """Whether a nought, in quotes or in words, is the value of a rate (`死亡率保持为“0”`, `死亡率降为零`)."""
    return bool(_OF_RATE.search(text[max(0, start - 16) : start]))


def label_kind(text: str, start: int, end: int, unit: str | None, after_unit: int) -> bool:
    """Whether digits belong to a name, a code or a set phrase (`G20`, `“131”`, `120急救`)."""
    before, after = text[start - 1 : start] if start else "", text[end : end + 8]
    if _LETTER.match(before) and (unit is None or after_unit - end < 1):
        return True
    if _LETTER.match(after) and not _LATIN_UNIT.match(after):
        return True
    if _PLUS.match(after) or before == "+":
        return True
    if before in '“"‘《' and before and after[:1] in '”"’》' and after[:1]:
        return not (text[start:end] == "0" and zero_rate(text, start))
    digits = text[start:end]
    if digits in ("120", "119", "110", "122", "12320", "12345", "12356", "114") and _HOTLINE.match(after):
        return True
    if after[:1] == "后" and len(digits) == 2 and digits in ("70", "75", "80", "85", "90", "95", "00", "05"):
        return True
    if unit in ("分钟", "小时") and text[max(0, start - 2) : start] == "黄金":
        return True
    if digits == "24" and unit == "小时":
        return bool(_ROUND_CLOCK.match(text[after_unit : after_unit + 4])) and not _LEVEL_VERB.search(
            text[max(0, start - 6) : start]
        )
    return bool(_NUMBERED.search(text[max(0, start - 8) : start])) and unit is None


def furniture(text: str, start: int, end: int) -> bool:
    """Whether digits belong to the page: a footnote's mark, a table's number, a count of clicks."""
    before, after = text[max(0, start - 6) : start], text[end : end + 1]
    if before[-1:] in _MARKS and after == _MARKS[before[-1:]]:
        return end - start < 3
    if before[-1:] == "(" and _PART_OF_SERIES.match(text, end) and end - start < 3:
        return text.find("\n") >= end
    if ("：" in before or ":" in before) and _FURNITURE.search(before):
        return True
    return ("表" in before or "图" in before) and bool(_TABLE_NUMBER.search(before)) and not after.isdigit()


def list_number(text: str, start: int, end: int) -> bool:
    """Whether digits number an item of a list or a section."""
    digits = text[start:end]
    if not digits.isdigit() or len(digits) > 2:
        return False
    return bool(_LIST_BEFORE.search(text[max(0, start - 2) : start])) and bool(
        _LIST_AFTER.match(text[end : end + 2])
    )
