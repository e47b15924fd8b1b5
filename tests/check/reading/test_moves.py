import pytest

from assistant.check.reading.moves import find_moves


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("查阅点由31处增至40处，新增的9处都在社区。", 1),
        ("账号年初有52个，整合后还剩40个，关停12个。", -1),
        ("栏目从19个归并为15个，减少4个。", -1),
    ],
)
def test_both_numbers_and_the_step_are_read(text, step):
    [move] = find_moves(text)
    assert (move.sign, move.current.value - move.bases[0].value) == (step, move.sign * move.amount.value)


@pytest.mark.parametrize("text", ["查阅点由31处增至40处；培训9场。", "公开信息31条，解读40条，新增9条。", "共40件。"])
def test_lists_are_no_moves(text):
    assert list(find_moves(text)) == []
