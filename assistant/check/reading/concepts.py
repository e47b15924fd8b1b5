"""What words in a clause name which cells: outcomes and rows of table 3, applicants, cases and documents."""

import re

import msgspec

from assistant.check.reading.cells import ORGANISATIONS, SUITS, TOTAL
from assistant.tables import load_tables

_LAST = r"(?:上一?|去|前一?|往)年度?"
_NEXT = r"(?:下一?|次|来|明|翌)个?年度?"

CARRIED_OUT = re.compile(
    rf"(?:结转|转入|转至|转到|顺延|延至|延续|留待|移至|跨|滚动|接续)[^，。；]{{0,4}}(?:{_NEXT})|{_NEXT}[^，。；]{{0,4}}(?:办理|办结|答复|处理|办复)"
    r"|跨年(?!度培训)|(?:尚在|仍在|正在|还在)(?:按程序|依法)?(?:继续)?(?:办理|处理|办)"
    r"|(?:在办|[未没][能及有]?(?:办|答|回|处理)[^，。；]{0,2}[结复毕完]|未到(?:答复|办理|法定|办结)?(?:期限?|时限)|期限未满|未届满|延期(?:至|到)|转出|补正期内|待办(?!理)|待办结|待答复|继续办理|接着办|还要办)|顺延"
)
CARRIED_IN = re.compile(
    rf"(?:{_LAST})[^，。；]{{0,8}}(?:结转|转入|转接|接转|承接|转来|移转|遗留|结存|顺延|未办[结完毕]|没办完|未答复|延续|留存|滚存|留下|留到|剩下|跨年|移交)"
    rf"|(?:结转|承接|接转|接续|转入|接办|续办|延续|留存)[^，。；]{{0,6}}(?:{_LAST})|年初结转|结转(?:至|到|入)本年"
    r"|(?:年初|年前|往年)[^，。；]{0,6}(?:留|剩|余|存|未办)"
)
OUTCOMES = re.compile(
    r"(?P<partial>部分(?:予以|同意|准予|内容)?公开|区分处理|部分提供|部分信息|(?:公开|提供|给出|给)[^，。；]{0,4}一?部分|(?:遮[盖挡]|隐去|去标识)[^，。；]{0,6}(?:公开|提供|给))"
    r"|(?P<refused>不予(?:以)?公开|不予以?提供公开|不(?:宜|能|得|同意|准予)公开|拒绝(?:公开|提供)|(?:决定|答复|依法|全部)不(?:向[^，。；]{0,4})?公开|不同意公开|未予公开)"
    r"|(?P<unable>(?:无法|不能|没法|未能|无从|难以)(?:予以|向[^，。；]{0,4})?提供|给不[出了]|拿不出|提供不[了出])"
    r"|(?P<unprocessed>(?:不|未)(?:予以?|作|做|进行)(?:受理或)?处理)"
    r"|(?P<other>其[他它](?:方式)?处理)"
    r"|(?P<granted>(?<!主动)(?:予以|准予|同意|给予|全部|全文|完全|全部予以)公开|(?:予以|同意|给予|准予|如数|全部|完整)提供|全部信息|给了材料|如数公开|照单公开)"
)
_LEAVES = {
    "refused_state_secret": r"国家秘密|(?<!非)涉密(?!审查)",
    "refused_law_forbids": r"法律[、，]?(?:行政)?法规[^，。；]{0,4}禁止|其他法律[^，。；]{0,6}禁止",
    "refused_three_safety": r"三安全一稳定|危及",
    "refused_third_party": r"第三方(?:的)?(?:合法)?权益",
    "refused_internal": r"内部事务",
    "refused_process": r"过程性",
    "refused_enforcement": r"(?:执法|办案|案件|处罚|行政)(?:的)?案?卷宗?|案卷",
    "refused_admin_query": r"行政查询|查询渠道|另[循行][^，。；]{0,6}查询|查(?:企业|工商|不动产|户籍|登记)[^，。；]{0,6}(?:档案|资料|登记)"
    r"|(?:登记|户籍|工商)[^，。；]{0,4}(?:查询|档案)",
    "unable_not_held": r"(?:并?不|未|没有?)掌握(?:相关|有关|该)?|[手里][里中]?没有(?:这|该|相关)?",
    "unable_need_creation": r"另行制作|没有现成|无现成|重新制作|加工|汇总[、和]?(?:加工|分析)|重新整理",
    "unable_unclear": r"(?:补正|补充)后[^，。；]{0,8}不明确|(?:仍|依然|仍然|还是)(?:内容)?(?:不明确|不清楚|说不清)",
    "unprocessed_petition": r"信访、?(?:举报|投诉)|信访类|信访举报|投诉、?举报|举报、?投诉|(?:以|属于?|实为|名为)[^，。；]{0,6}(?:信访|投诉|举报)",
    "unprocessed_repeat": r"重复(?:申请|提出|提交|递交)",
    "unprocessed_publication": r"公开出版物",
    "unprocessed_mass": r"大量反复|反复大量|反复申请",
    "unprocessed_confirm": r"重新出具|确认或重新",
    "other_no_correction": r"(?:逾期|到期|超期)?(?:仍|均|又)?(?:不|未|没有?)(?:作|予|进行|按[^，。；]{0,4})?补正",
    "other_no_payment": r"(?:未|不)[^，。；]{0,10}(?:缴纳?费用?|交纳?费用|缴费)",
}
LEAVES = re.compile("|".join(f"(?P<{row}>{pattern})" for row, pattern in _LEAVES.items()))
PARTIAL_LEAVES = re.compile(
    r"(?P<unable_not_held>信息不存在|不存在|非本机关|不属于本机关|不属本机关)|(?P<refused_third_party>商业秘密|个人隐私)"
)
"""Words that name a part of a row only: such a number may not exceed the row."""

_SETTLED = re.compile(
    r"(?<![未待应需没])(?:办妥|办清|办讫|处理完|悉数答复|了结|完结|书面答复|答毕|回毕|办结|答复|办复|办理完毕|办理完成|办理完结|处理完毕|处理完成|处理完结|办毕|办完|结案|回复|审结|办理结束)"
)
_NEW = re.compile(r"(?:新收|新增|新受理|新接收|新登记|本年收|当年收|年内收|新提出)")
_RECEIVED = re.compile(
    r"申请(?:总|数)?量|申请件数|[来收]件量|收到|收(?:悉|件|办|案|录|下)|递(?:进|来|交|到)|寄(?:来|到)|送(?:来|到)|承接|来件|进件|接手|受理|接收|接到|接受|接办|接件|提出|提交|递交|登记|(?<![征回吸])收(?!费|集|入|缴|取)"
)
_HANDLED = re.compile(r"办理|处理|处置|承办")
OBJECT = re.compile(
    r"(?:公开|依)申请(?:公开)?(?:申请)?(?:数量?|总数|总量|件|案件|事项)?(?:方面)?(?:共计?|共有|总计|合计|为|是|有|达)*$"
    r"|^的?(?:政府)?(?:信息)?(?:公开|依)?申请(?:公开)?(?:中|里|$)"
)

COLUMNS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"商业企业|企业|公司|厂商|商户"), ("enterprise",)),
    (re.compile(r"科研(?:机构|院所|单位)|高校|大学|院校|研究[院所]"), ("research",)),
    (re.compile(r"(?:社会)?公益(?:性)?组织|协会|基金会|慈善组织"), ("public_welfare",)),
    (re.compile(r"法律服务机构|律师(?:事务所)?|律所"), ("legal_service",)),
    (
        re.compile(
            r"法人(?:(?:或者?|和|及|与|、)其[他它]组织)?|单位申请|组织申请"
            r"|^单位的$|(?:单位|机构|组织)(?:提出|递交|提交)|各[类种](?:组织|机构|单位)"
        ),
        ORGANISATIONS,
    ),
    (re.compile(r"自然人|公民|个人(?!隐私|信息)|居民|村民|市民"), ("natural_person",)),
)


_CARRIED_ITSELF = re.compile(
    rf"(?:{CARRIED_IN.pattern})(?:过来|下来|而来)?(?:的|共|有|为|未办结|未办完|事项|申请|政府信息公开申请|件)*$"
)


class Measure(msgspec.Struct, frozen=True):
    """What a clause counts of table 3: the rows added up, other readings that are as good, and how firm the words are."""

    rows: tuple[tuple[str, ...], ...]
    firm: bool = True
    part: bool = False


_IN, _OUT, _DONE, _ALL = ("carried_in",), ("carried_out",), ("result_total",), ("new_received", "carried_in")
_NEWS = ("new_received",)


def read_measure(words: str) -> Measure | None:
    """Return what the words count of table 3; None where they name nothing or several things at once."""
    if leaf := _leaf(words):
        return leaf
    outcomes = {match.lastgroup or "" for match in OUTCOMES.finditer(words)}
    if outcomes:
        rows = tuple(row for name in sorted(outcomes) for row in group_rows(name))
        joined = len(outcomes) > 1
        return None if joined and not re.search("共|合计|总计", words) else Measure((rows,), firm=not joined)
    return _flow(words)


def _leaf(words: str) -> Measure | None:
    leaves = {match.lastgroup or "" for match in LEAVES.finditer(words)}
    if len(leaves) == 1:
        return Measure((tuple(leaves),))
    parts = {match.lastgroup or "" for match in PARTIAL_LEAVES.finditer(words)}
    return Measure((tuple(parts),), part=True) if not leaves and len(parts) == 1 else None


def names_requests(words: str) -> bool:
    """Tell whether words can only be about requests: two different outcomes or rows of table 3 are named."""
    found = {match.lastgroup for pattern in (OUTCOMES, LEAVES) for match in pattern.finditer(words)}
    return len(found) > 1


def group_rows(name: str) -> tuple[str, ...]:
    """Return the rows of table 3 an outcome stands for: those of its group, or the one row of that name."""
    return load_tables().groups3.get(name, (name,))


def _flow(words: str) -> Measure | None:
    """Read what comes in, is settled and goes over; where 上年结转 is said to be contained both sums are accepted."""
    comes = bool(CARRIED_IN.search(words))
    rest = CARRIED_IN.sub("", words)
    goes = bool(CARRIED_OUT.search(rest)) and not (comes and re.search("[今本]年", words))
    if comes and not goes and _CARRIED_ITSELF.search(words):
        return Measure((_IN,))
    if comes and not goes:
        both = _NEW.search(rest) or _SETTLED.search(rest) or re.search("收到|受理|(?<!续)办理|合计|连同", rest)
        return Measure((_ALL, _DONE, _IN), firm=False) if both else Measure((_IN,))
    if goes:
        return None if comes else Measure((_OUT,))
    if "结转" in words:
        return Measure((_OUT, _IN), firm=False)
    return _received(words)


def _received(words: str) -> Measure | None:
    if re.search(r"(?<!信息)公开答复|答复公开", words):
        return None
    if re.search(r"应办(?!理制度)|应答复", words):
        return Measure((_ALL,), firm=False)
    if _NEW.search(words):
        return Measure((_NEWS,))
    if _SETTLED.search(words):
        return Measure((_DONE,), firm=not re.search("按时|按期|如期|期限内|时限|内", words))
    if _RECEIVED.search(words):
        return Measure((_NEWS, _ALL))
    if _HANDLED.search(words):
        return Measure((_DONE, _ALL, _NEWS), firm=False)
    return Measure((_NEWS, _ALL, _DONE), firm=False) if OBJECT.search(words) else None


def read_columns(words: str) -> tuple[str, ...]:
    """Return the applicants' columns the words name, the 总计 where they name none."""
    bare = re.sub(r"申请人(?:为|系|是)?", "", words)
    found = {match.end(): columns for pattern, columns in COLUMNS for match in pattern.finditer(bare)}
    if not found or (("natural_person",) in found.values() and len(set(found.values())) > 1):
        return TOTAL
    single = [end for end, columns in found.items() if len(columns) == 1]
    return found[max(single or found)]


_REMEDY_OUTCOMES = re.compile(
    r"(?P<pending>未审结|未结|未审理|待审|审理中|正在审理|尚在审理|在审|仍在审|还在审|未作出|待判|待决|没有?审结|法院审理)|(?P<upheld>维持)|(?P<corrected>纠正|纠错)|(?P<other>其[他它]结果|^其[他它](?:为|的)?$)"
)
_REMEDY_PARTS = re.compile(
    r"(?P<upheld>驳回(?:其)?(?:原告)?(?:的)?诉讼请求|胜诉|支持(?:行政机关|被告|我[局委办厅]))|(?P<corrected>撤销|确认违法|责令|变更|败诉)"
    r"|(?P<other>撤回|撤诉|终止|驳回(?:复议)?(?:申请|起诉)|调解|和解)"
)
_AFTER = re.compile(
    r"(?:经过?|先行?|历经)?(?:行政)?复议(?:程序|决定)?(?:之?后|终结后|再|不服)[^，。；]{0,6}?(?:起诉|诉讼|再?诉(?!求))|先(?:行)?复议[^，。；]{0,2}?(?:后|再)[^，。；]{0,6}?诉(?:讼)?|经复议(?:后|再)?(?:起诉|(?:到|向)法院)"
)
_DIRECT = re.compile(
    r"(?:未经过?|不经|未申请|没有?经过?|越过|跳过|绕过)(?:行政)?复议(?:程序)?(?:而|就|便)?(?:直接|径行|径直)?(?:向法院)?(?:提起)?(?:行政)?(?:起诉|诉讼)|(?:直接|径行|径直)(?:提起|向法院)?(?:行政)?(?:起诉|诉讼)"
)
REVIEW = re.compile(r"复议")
SUIT = re.compile(r"诉讼(?!请求)|起诉|应诉|被诉|涉诉|诉案")


def read_groups(words: str) -> tuple[str, ...]:
    """Return the groups of table 4 the words name, in the table's order."""
    found = []
    if _DIRECT.search(words):
        found.append("suit_direct")
    if _AFTER.search(words):
        found.append("suit_after_review")
    rest = _AFTER.sub("", _DIRECT.sub("", words))
    if SUIT.search(rest) and not found:
        found = list(SUITS)
    return (("review",) if REVIEW.search(rest) else ()) + tuple(found)


def read_case_outcome(words: str) -> tuple[tuple[str, ...], bool] | None:
    """Return the columns of table 4 an outcome names and whether it names a part of them only; None where none is named."""
    exact = {match.lastgroup or "" for match in _REMEDY_OUTCOMES.finditer(words)}
    if len(exact) == 1:
        return tuple(exact), False
    parts = {match.lastgroup or "" for match in _REMEDY_PARTS.finditer(words)}
    if not exact and len(parts) == 1:
        return tuple(parts), True
    if not exact and not parts and re.search(r"(?<!未)(?:审结|办结|结案)", words):
        return ("upheld", "corrected", "other"), False
    return None


DOCUMENT_COLUMNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "in_force",
        re.compile(
            r"[仍尚还]?在(?:执行|施行|使用)|(?:继续|仍)(?:执行|施行)|(?:现行|继续|依然|仍然?|目前|保持|确认)有效|有效(?:的|规范|$)|在用"
        ),
    ),
    ("repealed", re.compile(r"废止|失效|停止执行|终止执行|停用")),
    ("issued", re.compile(r"制发|制定|制订|印发|出台|新增|颁布|新制|起草印发|发布")),
)
NOT_COUNTED_DOCUMENTS = re.compile(
    r"解读|备案|审查|审核|清理|评估|公开|汇编|省政府|国务院|上级|刊登|收录|转发|征求|修改|修订|合法性|拟|草案|网|专栏|公布"
)


def read_documents(words: str) -> tuple[str, ...]:
    """Return the rows of table 2 the words name: 规章, 行政规范性文件."""
    rules = ("rules",) if re.search(r"规章(?!制度)", words) else ()
    return rules + (("normative_docs",) if "规范性文件" in words else ())
