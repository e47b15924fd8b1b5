"""What a site or a page puts around a report: page data, navigation, share bars, page numbers."""

import re

_PAGE_DATA = re.compile(
    r"^(?:索引号|索取号|发布日[期間]|发布时间|发布机构|发文机关|成文日期|生成日期|公开(?:方式|日期|时限|范围|程序)[:：]|组配分类|信息来源|来源[:：]"
    r"|文章来源|浏览(?:次数|量)?[:：]|点击(?:数|率|量)|阅读(?:次数|量)?[:：]|访问(?:次数|量)[:：]|字体|字号[:：]|作者[:：]|责任编辑|编辑[:：]|主题分类"
    r"|有效性[:：]|信息名称|关键词|当前位置|您(?:现在|当前)?(?:所在)?的?位置|相关(?:链接|文章|附件|阅读|文档)|附件(?:下载)?[:：]?$|首页(?:$|[>＞|])"
    r"|无障碍|长者(?:版|模式|专区)|网站支持|返回(?:顶部|首页)|语音播报|下载(?:文字版|图片版|PDF|Word|word)|A[+-]?$"
    r"|[【\[]?字?体?[:：]?大中小|[\d\-/年月日:： ]{8,22}$)"
)
_AFTER_ALL = re.compile(
    r"^[【\[（(]?(?:打印|关闭|分享|收藏|扫一扫|上一[篇条页]|下一[篇条页]|版权所有|主办[:：单]|承办[:：单]|网站地图|联系我们|技术支持|建议使用)"
    r"|网站标识码|ICP备|公网安备|微信扫一扫|打印本[页稿]|关闭窗口|分享到"
)
_FOLIO = re.compile(r"^[-—–－·•~]*第?\d{0,4}页?(?:[/,，共]共?\d{1,4}页?)?[-—–－·•~]*$")
_SHORT = 90


def is_page_data(text: str) -> bool:
    """Say whether a line tells about the page it stands on, not about the agency's year.

    >>> is_page_data("索 引 号: 000014349/2024-00012"), is_page_data("发布日期为1月31日的报告共有3份。")
    (True, False)
    """
    words = re.sub(r"\s+", "", text)
    return _is_short(words) and bool(_PAGE_DATA.search(words) or _AFTER_ALL.search(words))


def is_after_all(text: str) -> bool:
    """Say whether a line only stands below a report, so that nothing of the report follows."""
    words = re.sub(r"\s+", "", text)
    return _is_short(words) and bool(_AFTER_ALL.search(words))


def is_folio(text: str) -> bool:
    """Say whether a line is a page number: - 3 -, 第3页/共9页."""
    return bool(_FOLIO.match(re.sub(r"\s+", "", text)))


def _is_short(words: str) -> bool:
    return 0 < len(words) <= _SHORT and "。" not in words
