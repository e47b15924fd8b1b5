"""What a clause talks about: requests, cases or documents; whose they are, of which year, and which part of them."""

import re

import msgspec

from assistant.check.reading.concepts import CARRIED_IN, LEAVES, OUTCOMES, names_requests
from assistant.report import Line

_DOMAINS = re.compile(
    r"(?P<remedy>行政复议(?:申请|案件)?|复议(?:申请|案件|后)?|行政诉讼|诉讼|起诉|应诉|被诉|法院(?:受理|立案))"
    r"|(?P<request>依申请公开|信息公开(?:的)?申请|公开申请|申请公开|信息申请)"
    r"|(?P<document>规范性文件|规章(?!制度))"
    r"|(?P<decision>行政许可|行政处罚|行政强制|许可决定|处罚决定|强制决定)"
    r"|(?P<foreign>建议|提案|议案|留言|来信|信箱|咨询|热线|工单|民声|办件|稿件|文章|视频|图解|解读|新闻|公文|政策文件|舆情|诉求"
    r"|投诉(?!类|、?举报类?申请)|信访件|来电|问政|线索|政务服务|主动公开(?:政府)?信息|公开(?:政府|各类)信息|发布信息|课题|项目|问题)"
    r"|(?P<weak>(?<![可助保产标记补奖诺贷证照牌准])申请(?!人|表|书|材料|执行|许可|再审|强制|补贴|贷款|认定))"
)
_OF_REQUESTS = re.compile(r"(?:政府)?(?:信息公开)?申请(?!人|表|书|执行|许可)")
_OTHER_REQUESTS = re.compile("许可|登记|低保|救助|补贴|补助|贷款|备案|认定|保障|准入|落户|入学|复议|诉")
_OTHER_OF_BUREAU = re.compile(
    r"全[市县区省州旗](?!.{0,3}本级)|各(?:区县|县区|县市区|市县|部门|单位|乡镇|镇街|地|级)|下属|直属|所属|全系统|系统内|县(?:市、)?区(?!政府)"
)
_OTHER_OF_GOVERNMENT = re.compile(
    r"本级|各部门|市直|县直|区直|乡镇|镇街|街道|政府办公[室厅]|所属部门|县区|各镇|[局委办]收到"
)
_OWN = re.compile(r"本机关|本单位|我[局委办厅市县区镇院]|本[局委办厅镇]")
_HELPING = re.compile(r"协助|协办|交办|转办|转送|代.{0,3}政府|配合|会办|指导|督促|移送")
_OTHER_CASES = re.compile(
    r"备案|作为复议机关|复议机关[收受立]|复议机构|立案|审理(?:的)?(?:各类)?行政复议|行政复议(?:申请)?(?:受理|审理)|出庭|复议委员会|本级.{0,4}复议"
)
_WHOLE_AREA = re.compile(r"全[市县区省]")
_CHANGE = re.compile(
    r"(?:增加|增长|减少|下降|上升|降低|多收|少收|净增|(?<!新)增|[减多少升降])了?$"
    r"|[较比](?:上一?年|去年|前一?年)度?(?:同期)?(?:多|少|增|减|净增)(?![^，]{0,4}[到至为])[^，]{0,16}$"
)
_ATTRIBUTES = re.compile(
    r"公开属性|属性(?:为|认定|源头|审核|标)|(?:公文|发文|文件)[^。]{0,30}主动公开[^。，、；]{0,4}\d|主动公开[^。，、；]{0,4}\d+[件份条][^。]{0,3}依申请公开"
)
_FROM = re.compile(r"(?:由|从)(?:原来的?)?$")
_CHANGES = re.compile(r"^(?:增|减|升|降|提高|上升|下降|增长)")
_LAST_YEAR = re.compile(r"上一?年|去年|前一?年|同期|往年|历年|累计")
_COMPARED = re.compile(r"(?:较|比|同)(?:上一?年|去年|前一?年|上年)[^，]*(?:增|减|升|降|多|少|持平)[^，]*")
_CHANNELS = re.compile(
    r"当面|现场|登门|上门|信函|邮寄|邮政|来函|来信|网络|网上|线上|在线|网站|电子邮件|邮件|邮箱|传真|窗口|平台|书面|口头|电话|公众号"
)
_SEVERAL = re.compile(
    r"等(?:多种|各类|多个|不同)?(?:渠道|方式|途径|形式)|各(?:类|种)?(?:渠道|方式|途径)|多(?:种|个)?(?:渠道|方式)"
)
_PART = re.compile(
    r"涉及(?!政府信息公开|因政府信息)|关于|方面|领域|(?<![案这])类(?:信息|的|申请|事项)|疑难|复杂|重大|逾期|超期|延期|延长|补正|征求|转为?主动"
    r"|上半年|下半年|季度|每月|\d月(?:份|至)|当场|提前|撤回|重点|典型|电话|要求|同一|某|一名|个别|唯一|每|内容相近|塞|误|漏报|补报|(?:前|后|这|该|上述|头|首)$|其中申请(?!人)|申请公开[^，。；]{2,20}的$|申请[^，。；]{2,16}(?:报告|材料|信息|文件|资料)的$|不属于政府信息|率|单件|平均|咨询"
)
_SOFT = re.compile(r"等$|其余|最终|另外|^等|(?:含|包括|加上|连同)|合计|左右|部分单位|全[市县区省]")


class Context(msgspec.Struct, frozen=True):
    """What a paragraph talks about at a place: `domain` is request, remedy, document, decision, foreign or nothing yet."""

    year: int | None
    government: bool
    domain: str = ""
    about_disclosure: bool = False
    """The paragraph talks about disclosure, so a case in it is one of table 4."""
    other_scope: bool = False
    other_cases: bool = False
    other_year: bool = False
    attributes: bool = False
    """The sentence counts documents by how open they are (主动公开、依申请公开、不予公开), not requests."""

    @classmethod
    def at(cls, line: Line, year: int | None, government: bool) -> "Context":
        """Return what a paragraph talks about before its first word."""
        requests = "依申请公开" in line.part or line.section == 3
        domain = "request" if requests else "remedy" if line.section == 4 else ""
        about = requests or line.section == 4
        return cls(year, government, domain, about)

    def new_sentence(self, sentence: str) -> "Context":
        """Return the context at the start of a sentence: whose and which cases is asked anew, the subject stays."""
        domain = "" if self.domain == "foreign" and "申请" in sentence and self.about_disclosure else self.domain
        if domain != "request" and names_requests(sentence):
            domain = "request"
        return msgspec.structs.replace(
            self,
            domain=domain,
            attributes=bool(_ATTRIBUTES.search(sentence)),
            other_scope=False,
            other_cases=bool(_OTHER_CASES.search(sentence) or (not self.government and _WHOLE_AREA.search(sentence))),
            about_disclosure=self.about_disclosure or _is_about_disclosure(sentence),
        )

    def canonical(self, words: str) -> str:
        """Return words with the years before and after the report's own written 上年度 and 下年度."""
        if self.year is None or "年" not in words:
            return words
        words = re.sub(rf"{self.year + 1}年度?", "下年度", words)
        return re.sub(rf"{self.year - 1}年度?", "上年度", words)


def _is_about_disclosure(sentence: str) -> bool:
    if "信息公开" in sentence or "依申请公开" in sentence:
        return True
    return "申请" in sentence and bool(OUTCOMES.search(sentence))


def read_context(context: Context, since: str, right: str) -> Context:
    """Return the context after the words since the last number; the object may stand behind the number (51件申请)."""
    domain = context.domain
    for told in (since, right):
        words = LEAVES.sub("", told) if domain == "request" else told
        for match in _DOMAINS.finditer(words):
            domain = _next(domain, match.lastgroup or "", context.about_disclosure)
        if told == since and _DOMAINS.search(words) and domain != "foreign":
            break
    if domain != "request" and _OF_REQUESTS.match(right) and not _OTHER_REQUESTS.search(since):
        domain = "request"
    scope = _scope(context, since)
    other = _year(context, since)
    return msgspec.structs.replace(context, domain=domain, other_scope=scope, other_year=other)


def _next(domain: str, named: str, about: bool) -> str:
    if named != "weak":
        return named
    if domain in {"", "request"}:
        return "request"
    return "request" if about and domain in {"document", "decision"} else domain


def _scope(context: Context, words: str) -> bool:
    others = _OTHER_OF_GOVERNMENT if context.government else _OTHER_OF_BUREAU
    places = [match.start() for match in (*others.finditer(words), *_HELPING.finditer(words))]
    own = [match.start() for match in _OWN.finditer(words)]
    if not places and not own:
        return context.other_scope
    return max(places, default=-1) > max(own, default=-1)


def _year(context: Context, words: str) -> bool:
    """Tell whether the year last named in front of a comma is another one: 2023年，我局收到 …."""
    found = re.findall(r"(\d{4})年(?!\d{1,2}月\d{1,2}日)[^，。；]{0,8}[，]|(今年|本年|全年)", words)
    if not found or context.year is None:
        return context.other_year
    year, this = found[-1]
    return not this and int(year) < context.year


def is_change(left: str, right: str) -> bool:
    """Tell whether a number is a difference or where it started from: 增加20件; 由80件增至100件."""
    return bool(_CHANGE.search(left)) or bool(_FROM.search(left) and _CHANGES.search(right))


def is_last_year(left: str) -> bool:
    """Tell whether a number is another year's: 上年的80件; 较上年增长25%，达100件 is not, nor 上年结转."""
    rest = _COMPARED.sub("", left)
    return bool(_LAST_YEAR.search(rest)) and not CARRIED_IN.search(rest)


def is_other_scope(context: Context, left: str) -> bool:
    """Tell whether a number is that of others: 全市 in a bureau's report, 本级 in a government's, or of another year."""
    return context.other_scope or context.attributes or (context.other_year and not CARRIED_IN.search(left))


def names_channel(words: str) -> bool:
    """Tell whether a number counts what came one way (网络提交29件); 通过网络、信函等渠道 names them all."""
    kinds = {match.group()[:2] for match in _CHANNELS.finditer(words)}
    return len(kinds) == 1 and not _SEVERAL.search(words)


def is_part(words: str) -> bool:
    """Tell whether the words pick some out: by topic, by difficulty, by a part of the year."""
    return bool(_PART.search(words))


def softened(context: Context, left: str, right: str) -> bool:
    """Tell whether the words leave room: 等, 含, 合计."""
    return bool(_SOFT.search(left.lstrip("其中含包括")) or _SOFT.match(right))
