"""The name of an applicant or a party, in clear."""

import re
from collections.abc import Iterable

from assistant.check.finding import Finding, Severity
from assistant.check.reading.normal import normal
from assistant.check.reading.spots import at
from assistant.check.rule import Evidence, Rule

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜谢邹潘葛范彭郎鲁韦马苗俞袁柳唐罗薛雷贺倪汤滕殷毕郝邵汪祁"
    "戴宋庞熊纪舒屈项祝董梁杜阮蓝席季贾路江童郭梅林钟徐邱骆高夏蔡田樊胡霍万柯卢莫房丁邓洪包左石崔吉龚程裴陆翁荀段侯武刘景龙叶白黎"
)
_WHO = r"申请人|原告|举报人|投诉人|上诉人|信访人|当事人|被申请人|第三人|复议人"
_NAME = re.compile(
    rf"({_WHO})(?:为|是|系|：)?([{_SURNAMES}](?!某)[一-鿿]{{1,2}}?)"
    r"(?=提出|提交|申请|要求|来信|来访|向|因|就|不服|反映|诉|于\d|等\d?人|的(?:申请|诉讼|复议)|[（、，；。])"
)
_WORDS = re.compile(
    r"^(?:高度|高效|高频|严格|张贴|周期|周边|周知|万一|马上|金额|石油|白天|查|路径|路线|左右|包括|包含|程序|方|武断|田间|林业|江|季度|华|席|"
    r"项目|景区|吉|龙头|何时|何种|何|许可|许多|房屋|房产|施工|施行|马|项|祝|左|包|程|纪|高|万|金|严|路)"
)
_SURE_SURNAME = re.compile(
    r"^(?:高[^度效频于中]|万[^一]|金[^额融]|严[^格重肃密]|程[^序度]|马[^上路]|左[^右]|江[^苏西])[一-鿿]?$"
)


def find(evidence: Evidence) -> Iterable[Finding]:
    """Ask about a surname and one or two characters right after 申请人; 张某, 某某 and companies are no names."""
    for line in evidence.document.lines:
        plain = normal(line.text)
        for match in _NAME.finditer(plain.text):
            name = match.group(2)
            if _WORDS.match(name) and not _SURE_SURNAME.match(name):
                continue
            yield at(
                RULE,
                line,
                f"疑似写出了{match.group(1)}的姓名（{name[0]}{'*' * (len(name) - 1)}）",
                quote=plain.quote(*match.span(1)),
                suggestion=f"请改为“{match.group(1)}{name[0]}某”或只写件数",
            )


RULE = Rule(
    name="applicant-name",
    severity=Severity.WARNING,
    why="申请人、当事人的姓名是个人信息",
    source="《个人信息保护法》第四条；《政府信息公开条例》第十五条",
    find=find,
    flags=("申请人张晓明提出公开征地批文。", "原告王建国不服答复。"),
    passes=("申请人张某某提出公开征地批文。", "申请人提出补正。", "申请人要求公开征地批文。", "邀请王教授授课。"),
)
