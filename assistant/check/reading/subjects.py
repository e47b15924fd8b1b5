"""What a number is told of: 申请 received, 建议 handled, 政策解读 published, with year, scope, channel and all further words."""

import re
from functools import lru_cache

import msgspec

from assistant.check.reading.breakdowns import find_breakdowns
from assistant.check.reading.mentions import PERCENT, POINTS, Mention
from assistant.check.reading.sentences import Sentence, read_sentences

_OBJECTS = {
    "政府信息公开申请": r"(?:政府)?信息公开申请(?:件|表)?|依申请公开(?:政府信息|信息)?(?:申请|件|事项)?"
    r"|公开申请(?:件)?|申请(?:件)?(?=$|[，。；、])|(?<=受理)申请|(?<=收到)申请",
    "政策解读": r"(?:各类|各种|各项)?政策(?:性文件|文件)?解读(?:文件|材料|稿件?|信息|作品|产品)?|解读(?:材料|稿件?|信息|文件|产品|作品)",
    "政府信息": r"(?:各类|各种|各项)?(?:政府|政务|公开|公开类)?信息(?!公开)(?:数)?",
    "行政规范性文件": r"(?:行政)?规范性文件",
    "建议": r"人大(?:代表)?(?:的)?建议(?:意见)?|(?:人大)?代表(?:的)?建议|(?<=办理)建议(?=$|[，。；、])",
    "提案": r"政协(?:委员)?(?:的)?提案|(?:政协)?委员(?:的)?提案|提案",
    "行政复议": r"(?:政府信息公开)?行政复议(?:案件|申请)?",
    "行政诉讼": r"(?:政府信息公开)?行政诉讼(?:案件)?",
    "行政许可": r"行政许可(?:决定|事项)?",
    "行政处罚": r"行政处罚(?:决定|案件|信息)?",
    "留言": r"(?:群众|网民|网友|公众)?留言",
    "新闻发布会": r"新闻发布会",
    "培训": r"(?:业务)?培训(?:会|班|活动)?",
    "专区": r"专区",
    "座谈会": r"座谈会",
    "政府公报": r"(?:政府)?公报",
    "图解": r"图解|图文解读",
    "视频解读": r"视频解读|解读视频",
    "常务会议": r"常务会议(?!图解|议题)",
    "热线工单": r"(?:热线)?工单",
    "意见征集": r"(?:民意|意见)征集(?:活动|事项)?|征集调查",
}
_ACTIONS = {
    "收到": r"收到|受理|接收|新收|接到|收办|收取|收悉|登记|承接",
    "办理": r"承办|办理",
    "办结": r"办结|办复|答复|回复|回应|处理完毕|完成办理",
    "公开": r"主动公开|公开|发布|公布|推送|刊发|编发|上网|制作|推出",
    "制发": r"制发|制定|印发|出台|制订|修订",
    "废止": r"废止|宣布失效|失效",
    "现行有效": r"现行有效|继续有效",
    "采纳": r"采纳|吸收",
}
_DEFAULTS = {"政策解读": "公开", "政府信息": "公开", "建议": "办理", "提案": "办理", "新闻发布会": "", "意见征集": ""}
_SAME_ACTION = {("建议", "收到"): "办理", ("提案", "收到"): "办理"}
_EVENTS = ("新闻发布会", "意见征集", "培训", "专区", "座谈会", "政府公报", "图解", "视频解读", "常务会议")
_SCOPE = re.compile(
    r"全[国省市县区镇乡系统]{1,2}|各(?:市|县|区|镇|乡|街道|部门|单位|科室|处室|级|有关)+|下属|所属|直属|本级|县级|乡镇|街道|市直|县直|区直|部门|备案|政府系统|上级|中央|省级|市级|区级"
)
_CHANNEL = re.compile(
    r"(?:政府|门户|官方|政务|部门|局|委|厅|省|市|县|区)*(?:网站|官网|门户网)|微信|微博|公众号|视频号|抖音|快手|客户端|公报|新媒体|报纸|报刊|媒体|电视|广播|热线|窗口|信函|邮件|当面|平台|APP|公示栏|专栏|账号|小程序"
)
_PART_OF_YEAR = re.compile(
    r"(?<!\d)(?!12月31日)1?\d月(?!1日(?:至|到|—|-))|季度|半年|上旬|中旬|下旬|(?<!\d)\d月底|期间|当[日天月]|次日|周年|[一二三四五六七八九十]月"
)
_LAST_YEAR = re.compile(r"上年|去年|上一年|前一年|同期|往年|历年|以来|较|比")
_YEAR = re.compile(r"(20\d\d)年")
_CARRY = re.compile(
    r"结转|转入|遗留|顺延|尚|未|不|拟|(?<![回响相适供反])应(?![急用诉对])|需|正在|其余|其他|另|余下|剩余|每|平均|超|占|含|包括|涉及"
)
_FILLERS = re.compile(
    r"我[局委办厅市县区镇乡院会处中心政府]+|本(?:局|委|办|厅|机关|单位|部门|街道|镇|乡|年度|年|行政机关)|全年度?|年度内|年内|年度|今年|一年来|20\d\d年度?|共计|合计|总计|累计|总共|一共|共|先后|陆续"
    r"|依法|按时|及时|主动|均|已|的|了|约|近|各类|各种|通过|在|并|为|是|有|达到?|数量?|总数|总量|件数|其中|同步|向社会|对外|做到|实现|组织|我们|全部|\x00|[“”\"《》]"
)
_BREAK = re.compile(r"[，。；：（）]")
_PATTERNS = [(name, re.compile(words)) for name, words in _OBJECTS.items()]
_VERBS = [(name, re.compile(words)) for name, words in _ACTIONS.items()]
_NOT_COUNTED = (PERCENT, POINTS, "倍", "番", "人次", "字")


class Subject(msgspec.Struct, frozen=True):
    """What is counted. Two subjects that are equal in all but `channel` may be compared; `detail` is what we cannot name."""

    objects: tuple[str, ...]
    action: str
    detail: str
    unit: str
    year: int | None
    scope: tuple[str, ...] = ()
    channel: tuple[str, ...] = ()

    def named(self) -> str:
        """Return it in words, for a message."""
        return f"{self.detail}{self.action}{'、'.join(self.objects)}"


class Told(msgspec.Struct, frozen=True):
    """A number and what it is told of."""

    subject: Subject
    mention: Mention
    sentence: Sentence


@lru_cache(maxsize=1024)
def find_subjects(paragraph: str, year: int | None) -> tuple[Told, ...]:
    """Return the numbers of a paragraph that are told of something we can name, for the whole of a year.

    Numbers of a month, of an average, of what is left over are none. `year` is the report's, if known.
    """
    sentences = [sentence for sentence in read_sentences(paragraph) if sentence.mentions]
    heads = {part.start: each.total for each in find_breakdowns(paragraph) for part in each.parts} if sentences else {}
    told: dict[int, Told] = {}
    for sentence in sentences:
        for index, mention in enumerate(sentence.mentions):
            if mention.unit in _NOT_COUNTED or sentence.depths[index] >= 0:
                continue
            head = heads.get(mention.start)
            above = told.get(head.start) if head else None
            if head and not above and head.start < mention.start:
                continue
            if subject := _subject(sentence, index, year, above.subject if above else None):
                told[mention.start] = Told(subject, mention, sentence)
    return tuple(told.values())


def _subject(sentence: Sentence, index: int, year: int | None, above: Subject | None) -> Subject | None:
    lead, behind = _words(sentence, index)
    start = sentence.line.text[sentence.start : sentence.mentions[index].start]
    if _PART_OF_YEAR.search(start) or _CARRY.search(lead) or _LAST_YEAR.search(lead):
        return None
    words = lead if _objects(lead) else lead + behind
    objects, detail = _objects(words), _detail(words)
    if not objects or (above and len(detail) > 6):
        return None
    chain = _BREAK.split(start)[-1]
    stated = _YEAR.findall(start)
    return Subject(
        objects,
        _action(words, chain, objects),
        detail,
        sentence.mentions[index].unit,
        int(stated[-1]) if stated else year,
        tuple(sorted(set(_SCOPE.findall(start)))),
        tuple(
            sorted(set(_CHANNEL.findall(lead)) or set(_CHANNEL.findall(chain)) or set(above.channel if above else ()))
        ),
    )


def _words(sentence: Sentence, index: int) -> tuple[str, str]:
    """Return the words of the clause before a number, and the noun behind it."""
    before = sentence.before(index)
    lead = re.split(r"[，。；：（）]", before)[-1]
    if index and lead == before and not re.match("[、和及与]", before):
        lead = ""
    behind = re.split(r"[，。；：（）、]|均|已|进行|并|同比|较", sentence.after(index))[0]
    return lead.lstrip("、和及与"), behind[:14]


def _objects(words: str) -> tuple[str, ...]:
    return tuple(sorted(name for name, pattern in _PATTERNS if pattern.search(words)))


def _action(words: str, chain: str, objects: tuple[str, ...]) -> str:
    """Return what was done: the verb of the words, else of what is joined to them by 、, else what is usual for the object."""
    if objects[0] in _EVENTS:
        return ""
    action = _verb(words) or _verb(chain) or _DEFAULTS.get(objects[0], "")
    return _SAME_ACTION.get((objects[0], action), action)


def _verb(words: str) -> str:
    for _, pattern in _PATTERNS:
        words = pattern.sub("", words)
    return next((name for name, pattern in _VERBS if pattern.search(words)), "")


def _detail(words: str) -> str:
    """Return what is left of the words when all we understand is taken away."""
    for _, pattern in _PATTERNS:
        words = pattern.sub("", words)
    words = _FILLERS.sub("", _CHANNEL.sub("", _SCOPE.sub("", words)))
    for _, pattern in _VERBS:
        words = pattern.sub("", words)
    return re.sub(r"[、\s]|召开|举办|举行|开展|开设|设立|建成|设置|编发|截至|年底|目前|和|及|与|以及|到", "", words)
