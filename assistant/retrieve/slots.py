"""Slots: every place of a past passage where a fact of the past stands."""

import re
from collections.abc import Callable, Collection, Iterator
from enum import Enum, auto
from functools import cache

import msgspec

from assistant.retrieve.lexicon import any_of, slot_words
from assistant.retrieve.names import names_of, self_words


class Kind(Enum):
    """What a slot holds."""

    WORDING = auto()
    TITLE = auto()
    AGENCY = auto()
    SELF = auto()
    PLACE = auto()
    ORGANISATION = auto()
    PERSON = auto()
    NAME = auto()
    CODE = auto()
    YEAR_END = auto()
    YEAR = auto()
    DATE = auto()
    QUANTITY = auto()


class Slot(msgspec.Struct, frozen=True):
    """A fact of a passage at text[start:end]. `unit` is what a quantity is counted in, `text` the words themselves."""

    kind: Kind
    start: int
    end: int
    text: str
    unit: str = ""


Finder = Callable[[str], Iterator[tuple[Kind, int, int, str]]]

_CJK = "\u4e00-\u9fff"
_TITLE = re.compile(r"《[^》]*》")
_QUOTE = re.compile(r"“([^”]*)”")
_DIGITS = r"\d+(?:,\d{3})*(?:\.\d+)?"
_NUMERAL = "一二两三四五六七八九十百千万零〇几数"
_MONTH = rf"(?:\d{{1,2}}|[{_NUMERAL[:-2]}]{{1,3}})月(?:份|底|初|末|[上中下]旬)?"
_DAY = rf"(?:(?:\d{{1,2}}|[{_NUMERAL[:-2]}]{{1,3}})[日号])?"
_YEAR = r"(?:\d{4}|二[〇零][〇零一二三四五六七八九]{2})年"
_QUARTER = r"第?[一二三四1-4](?:、[一二三四1-4])*季度"
_WEEKDAY = r"(?:周|星期)[一二三四五六日天](?:、(?:周|星期)?[一二三四五六日天])*(?![次回个期张遍份])"
_POINT = rf"(?:{_YEAR}度?(?:{_MONTH}{_DAY}|{_QUARTER})|(?<![{_NUMERAL}个\d]){_MONTH}{_DAY}|{_QUARTER}|{_WEEKDAY})"
_DATE = re.compile(
    rf"\d{{1,2}}[—～-]\d{{1,2}}月(?:份)?|(?:{_YEAR}|\d{{4}})(?:至|到|—|～|-|、)(?:{_YEAR})|{_POINT}(?:(?:至|到|—|～|-|、|和)(?:{_POINT}|\d{{1,2}}日))*"
    r"|(?<=每月)\d{1,2}日(?:、\d{1,2}日)*|(?<![\d.])\d{1,2}\.\d{1,2}(?=日|开|召|发|，)|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}"
)
_YEAR_END = re.compile(rf"截至(?:{_YEAR}(?:年底|年末|底|末|12月31日|12月底)|12月31日)")
_ONLY_YEAR = re.compile(rf"{_YEAR}度?")
_CODE = re.compile(
    rf"[{_CJK}]{{1,8}}[〔\[（(]20\d\d[〕\]）)]第?\d+号|第\d+号|[A-Za-z]+\d+(?:\.\d+)*|(?<!\d)12\d{{3}}(?=[^\d件条个次份人家万]|$)"
    rf"|第[{_NUMERAL}\d]+条(?:之[一二三])?(?:第[{_NUMERAL}]+[款项])*"
)
_UNITS = (
    "个百分点|百分点|个工作日|工作日|个?小时|个?课时|学时|分钟|个月|平方米|立方米|平方公里|公里|人次|条次|车次|户次|场次|件次|个次|台次"
    "|万元|亿元|元|分|秒|时|%|％|‰|亩|吨|米|次|场|个|件|份|条|类|项|名|人|位|家|期|轮|批|篇|部|处|级|门|天|日|周|年|倍|成|版|块|张|户|页|册|幅|套"
    "|台|辆|间|所|座|款|只|宗|起|例|字|集|组|支|道|节|堂|步|种|遍|本|号|对|枚|栋|层|站|卷|封|部|问|岁|车|头|条目|路|口|把|片|段|盏|棵|箱|袋|卷|封|趟|帧"
)
_BEFORE = "(?:将近|大约|超过|约|近|逾|超|不足|不到)?"
_AFTER = "(?:左右|以上|以下|以内|余|多)?"
_ARABIC = re.compile(
    rf"{_BEFORE}{_DIGITS}(?:[万亿千百余多]{{0,3}})(?:(?:至|到|—|～|-|/|:|：){_DIGITS}[万亿千百]?)?(?P<unit>{_UNITS})?{_AFTER}"
)
_CHINESE = re.compile(
    rf"{_BEFORE}(?<![第同逐进某任统每单唯之专{_NUMERAL}])(?P<n>[{_NUMERAL}]+[余多来]?)"
    rf"(?P<unit>个?(?:月|工作日|小时)|人次|场次|[次场个件份条项名人位家期轮批篇部处天周年类种步遍成倍张块台本册户套问节堂门版只起例])"
    rf"(?![性体般]){_AFTER}"
)
_ONE = re.compile(r"个?月|个?工作日|个?小时|人次|[次场件份期家名人批轮篇项张]")
"""Units after which a lone 一 counts; 一个 and 一种 are mere articles."""
_ROLES = (
    "党组书记|党委书记|副书记|书记|副局长|局长|副主任|主任|副厅长|厅长|副处长|处长|副科长|科长|副市长|市长|副县长|县长|副区长|区长|副镇长|镇长|副乡长|乡长"
    "|副院长|院长|副校长|校长|副所长|所长|支队长|大队长|队长|站长|教授|副教授|研究员|讲师|律师|专家|老师|记者|工程师|博士|委员|代表|同志|先生|女士"
)
_SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易武乔贺赖龚"
)
_PERSON_AFTER = re.compile(
    rf"(?<=[，。；、：“”（）由请和与及、对向])(?:[{_SURNAMES}][{_CJK}]{{1,2}}?|欧阳[{_CJK}]{{1,2}})(?=(?:{_ROLES}))|^[{_SURNAMES}][{_CJK}]{{1,2}}?(?=(?:{_ROLES}))"
)
_PERSON_BEHIND = re.compile(
    rf"(?:{_ROLES})(?P<name>(?:[{_SURNAMES}]|欧阳)[{_CJK}某]{{1,2}}?)"
    r"(?=主持|出席|带队|率|到场|到|授课|作了|作|讲|参加|接受|在|就|解读|介绍|表示|同志|等|与|和|、|，|。|；|（|等人|担任|牵头|签发|撰写|解答|$)"
)
_NOT_GIVEN = re.compile(r"[副正任各有负责面位级别人会议组的员一个]")
_ORGANISATION = re.compile(
    r"[^\W\d_在到赴由向从与和及对为的是请邀托家个所名聘被把将了等同往访商合该本全各我由经并对，、]{2,12}"
    r"(?:大学|学院|研究院|研究所|有限责任公司|有限公司|公司|集团|报社|日报|晚报|电视台|事务所|银行|协会|学会|基金会|出版社|中学|小学|医院)"
)
_REGION = re.compile(
    rf"(?<=[到赴在与从向由往]|[，。；、：“”（）])(?P<name>[{_CJK}]{{2,3}}?)(?:省|自治区|自治州|市|县|区|旗|镇|乡|街道)"
    rf"(?=[{_CJK}]{{0,10}}(?:参观|考察|学习|交流|取经|调研|座谈|对接|跟班|[局厅委]|政府|大厅|中心|政务|办事处|公司|[，。、]))"
)
_GENERIC_REGION = re.compile(
    r"[全各本我外该跨两等个多及县市区镇乡村省社园景灾城小片专库矿港新校山湖关学牧林地辖中务场级直属州街道局处所办门上下内级到赴在与向由往类管委有现为]"
)


def find_slots(text: str, agency: str = "", places: Collection[str] = ()) -> list[Slot]:
    """Return the slots of a passage in order; they never overlap, and no digit stands outside of them."""
    finders: list[Finder] = [
        _of(_TITLE, Kind.TITLE),
        lambda each: _mentions(each, names_of(agency)[:2] if agency else (), Kind.AGENCY),
        _quoted_names,
        _of(_phrases(), Kind.WORDING),
        _of(_CODE, Kind.CODE),
        _of(_YEAR_END, Kind.YEAR_END),
        _of(_DATE, Kind.DATE),
        _of(_ONLY_YEAR, Kind.YEAR),
        _people,
        lambda each: _mentions(each, names_of(agency)[2:] if agency else (), Kind.PLACE),
        _organisations,
        lambda each: _mentions(each, _full_places(places), Kind.PLACE),
        _regions,
        lambda each: ((Kind.SELF, start, end, "") for start, end in self_words(each)),
        _arabic_counts,
        _chinese_counts,
    ]
    taken: list[Slot] = []
    free = text
    for finder in finders:
        for kind, start, end, unit in list(finder(free)):
            taken.append(Slot(kind, start, end, text[start:end], unit))
            free = free[:start] + "\0" * (end - start) + free[end:]
    return sorted((slot for slot in taken if slot.kind is not Kind.WORDING), key=lambda slot: slot.start)


def _of(pattern: re.Pattern[str], kind: Kind) -> Finder:
    return lambda text: ((kind, match.start(), match.end(), "") for match in pattern.finditer(text))


def _arabic_counts(text: str) -> Iterator[tuple[Kind, int, int, str]]:
    for match in _ARABIC.finditer(text):
        yield Kind.QUANTITY, match.start(), match.end(), match["unit"] or ""


def _chinese_counts(text: str) -> Iterator[tuple[Kind, int, int, str]]:
    for match in _CHINESE.finditer(text):
        if match["n"] != "一" or _ONE.fullmatch(match["unit"]):
            yield Kind.QUANTITY, match.start(), match.end(), match["unit"]


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile(any_of(slot_words().phrases))


def _mentions(text: str, names: Collection[str], kind: Kind) -> Iterator[tuple[Kind, int, int, str]]:
    if names:
        yield from ((kind, match.start(), match.end(), "") for match in re.finditer(any_of(names), text))


def _full_places(places: Collection[str]) -> tuple[str, ...]:
    """Return the places that are safe to look for anywhere: those with their kind, 嘉湖市 but not 嘉湖."""
    return tuple(place for place in places if len(place) > 2 and re.search(r"[省市县区州旗镇乡道盟]$", place))


def _quoted_names(text: str) -> Iterator[tuple[Kind, int, int, str]]:
    """Yield the names in quotes: 公众号“云川水务”, not 一图读懂."""
    for match in _QUOTE.finditer(text):
        if match.group(1) in slot_words().quoted:
            yield Kind.WORDING, match.start(), match.end(), ""
        elif match.group(1):
            yield Kind.NAME, match.start(1), match.end(1), ""


def _people(text: str) -> Iterator[tuple[Kind, int, int, str]]:
    for match in _PERSON_AFTER.finditer(text):
        if not _NOT_GIVEN.search(match.group()[1:]):
            yield Kind.PERSON, match.start(), match.end(), ""
    for match in _PERSON_BEHIND.finditer(text):
        if not _NOT_GIVEN.search(match["name"][1:]):
            yield Kind.PERSON, match.start("name"), match.end("name"), ""


def _organisations(text: str) -> Iterator[tuple[Kind, int, int, str]]:
    generic = re.compile(rf"(?:[省市县区镇乡州级]|{any_of(slot_words().generic)})*")
    for match in _ORGANISATION.finditer(text):
        stem = re.sub(r"(?:大学|学院|研究院|研究所|有限责任公司|有限公司|公司|集团|报社|日报|晚报|电视台|事务所|银行|协会|学会|基金会|出版社|中学|小学|医院)$", "", match.group())
        if not generic.fullmatch(stem):
            yield Kind.ORGANISATION, match.start(), match.end(), ""


def _regions(text: str) -> Iterator[tuple[Kind, int, int, str]]:
    for match in _REGION.finditer(text):
        if not _GENERIC_REGION.search(match["name"]):
            yield Kind.PLACE, match.start(), match.end(), ""
    for match in re.finditer(rf"(?:{any_of(slot_words().cities)})(?:[省市])?", text):
        yield Kind.PLACE, match.start(), match.end(), ""
