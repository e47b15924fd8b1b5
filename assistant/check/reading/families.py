"""Kinds that belong together: what stands in one list, what is all of a total, what may count the same thing twice."""

import re
from collections.abc import Sequence

_FAMILIES = tuple(
    re.compile(words)
    for words in (
        r"主办|独办|承办|会办|协办|分办|参阅|牵头|单办",
        r"自然人|公民|个人|法人|企业|组织|机构|律师|群众",
        r"予以公开|部分公开|不予公开|无法提供|不予处理|其他处理|已?主动公开|信息不存在|不掌握|非本机关|补正",
        r"当面|现场|窗口|信函|邮寄|来信|网络|互联网|网上|在线|线上|传真|电子邮件|邮箱|平台|系统",
        r"维持|纠正|撤销|撤回|终止|驳回|尚未审结|未审结|审理中|其他结果|确认违法|责令|调解|不予受理",
        r"中央|国家级|省级|市级|县级|区级|乡镇|镇街|街镇|街道|村级|部门",
        r"网站|微信|微博|公众号|视频号|抖音|客户端|公报|公示栏|公开栏|新媒体|报刊|报纸|电视|广播|头条|快手|小程序|电子屏|APP",
        r"图解|图文|视频|文字|专家|问答|动漫|动画|访谈|海报|H5|音频|新闻发布会|政策吹风会|负责人",
        r"建议|提案",
        r"胜诉|败诉",
        r"办结|办理中|正在|在办|完成|整改|推进",
    )
)
_CHANNELS = _FAMILIES[6]
_FORMS = _FAMILIES[7]
_EXHAUSTIVE = (
    (re.compile(r"自然人|公民|个人"), re.compile(r"法人|企业|组织|单位")),
    (re.compile(r"主办|独办|牵头|单办|承办"), re.compile(r"会办|协办|分办|参阅")),
    (re.compile(r"建议"), re.compile(r"提案")),
    (re.compile(r"已?(?:办结|完成|整改|答复|采纳|公开)"), re.compile(r"正在|在办|办理中|尚|未|不(?!动产)|推进中|继续")),
    (re.compile(r"本年|新收|新增|今年"), re.compile(r"结转|上年|去年")),
    (re.compile(r"线上|网络|网上"), re.compile(r"线下|现场|当面")),
    (re.compile(r"男"), re.compile(r"女")),
)
_DONE = re.compile(r"办结|审结|办复|完成|整改|答复|回复|采纳|解决")
_UNDONE = re.compile(
    r"正在|在办|办理中|整改中|推进中|尚未|尚[在有]|还[在有]|仍[在有]|剩|跨年|继续|未(?:予)?(?:办结|完成|整改|答复|回复|采纳|解决)|不予采纳"
)
_REST = re.compile(r"其他|其它|其余|剩余|余下")
_REPEATED = re.compile(
    r"同时|同步|转载|转发|重复|交叉|以上渠道|各渠道|均(?:发布|推送|公开)|多渠道|同一(?:信息|内容)|多选|并列|兼|满意|好评"
)


def same_family(first: str, second: str) -> bool | None:
    """Tell whether two parts are of one kind; None where the first is of no kind we know.

    >>> same_family("主办", "会办"), same_family("主办", "主动在网站公开"), same_family("饮水", "路灯")
    (True, False, None)
    """
    if _REST.search(second):
        return True
    known = [family for family in _FAMILIES if family.search(first)]
    return any(family.search(second) for family in known) if known else None


def is_all(names: Sequence[str]) -> bool:
    """Tell whether the parts of these names are surely all of their total: 主办 and 会办, 自然人 and 法人, … and 其他."""
    if len(names) < 2:
        return False
    if _REST.search(names[-1]):
        return True
    return any(
        any(one.search(name) for name in names)
        and any(other.search(name) for name in names)
        and all(one.search(name) or other.search(name) for name in names)
        for one, other in _EXHAUSTIVE
    )


def is_opposed(done: str, left: str) -> bool:
    """Tell whether two parts are what was done and what was not: 已答复 and 正在办理, 采纳 and 未采纳."""
    return bool(_DONE.search(done) and not _UNDONE.search(done) and _UNDONE.search(left))


def may_overlap(names: Sequence[str], words: str) -> bool:
    """Tell whether one thing may be counted in several parts: the same notice on the website and in the account."""
    kinds = sum(bool(_CHANNELS.search(name)) for name in names), sum(bool(_FORMS.search(name)) for name in names)
    return bool(_REPEATED.search(words)) or max(kinds, default=0) >= 2
