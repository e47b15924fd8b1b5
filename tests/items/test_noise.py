import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.items import noise
from assistant.items.noise import EMOJI, URL, reason_of, strip_noise, strip_opening


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("收到", "招呼或确认"),
        ("好的 谢谢王科", "招呼或确认"),
        ("@李四 收到，辛苦", "招呼或确认"),
        ("@所有人", "招呼或确认"),
        ("大家早！", "招呼或确认"),
        ("+1", "招呼或确认"),
        ("哈哈哈", "招呼或确认"),
        ("=====", "分隔线"),
        ("——————", "分隔线"),
        ("第 3 页 共 10 页", "页码"),
        ("- 2 -", "页码"),
        ("“小吴”撤回了一条消息", "聊天软件提示"),
        ("记录人：小周", "署名"),
        ("。。。", "标点"),
    ],
)
def test_a_line_that_says_nothing_is_told_why(line, reason):
    assert reason_of(line) == reason


@pytest.mark.parametrize(
    "line", ["收到申请3件", "好的做法写成简讯1篇", "8.21挂网", "感谢信2封", "打印机又卡纸", "对方已阅并签字", "培训"]
)
def test_a_line_that_says_something_is_no_noise(line):
    assert reason_of(line) == ""


@pytest.mark.parametrize(
    ("line", "text", "taken"),
    [
        ("图解上线👏👏", "图解上线", ["👏👏"]),
        ("发了[强][OK]", "发了", ["[强]", "[OK]"]),
        ("挂了 https://a.cn/b?c=1 已转发", "挂了 已转发", ["https://a.cn/b?c=1"]),
        ("见（https://a.cn/b）。", "见。", ["https://a.cn/b"]),
        ("[注销]账号2个", "[注销]账号2个", []),
    ],
)
def test_emoji_stickers_and_addresses_are_taken_out(line, text, taken):
    stripped = strip_noise(line)
    assert stripped.text.strip() == text
    assert [each for each, _ in stripped.taken] == taken


def test_an_acknowledgement_before_a_message_is_taken_off():
    assert strip_opening("好的，民声连线4件全办结了").text == "民声连线4件全办结了"
    assert strip_opening("好的做法写成简讯").text == "好的做法写成简讯"
    assert strip_opening("收到申请3件").text == "收到申请3件"


@given(st.text(max_size=60))
def test_no_letter_is_lost_when_noise_is_taken_out(line):
    stripped = strip_noise(line)
    kept = sorted(char for char in stripped.text + "".join(each for each, _ in stripped.taken) if char.isalnum())
    assert kept == sorted(char for char in line if char.isalnum())


PIECES = (
    "HTTPS://a.cn",
    "http://",
    "ftp://b",
    "Www.a",
    "www.",
    "浏览次数：3",
    "点击量:12次",
    "[微笑]",
    "👍",
    "⭐️",
    "挂网",
    "8.21",
    " ",
)


@given(st.lists(st.sampled_from(PIECES), max_size=6).map("".join))
def test_a_line_that_is_not_looked_at_closely_holds_nothing_to_take_out(line):
    held = any(pattern.search(line) for pattern in (URL, noise._VISITS, noise._patterns().sticker, EMOJI))
    assert noise._STRIPPED.search(line) or not held
