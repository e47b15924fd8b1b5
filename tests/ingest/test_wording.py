import pytest

from assistant.ingest.wording import spell_rows, spell_size


@pytest.mark.parametrize(
    ("numbers", "written"),
    [
        ([3], "第3行"),
        ([5, 3, 4, 9], "第3-5、9行"),
        ([1, 1], "第1行"),
        (range(1, 60, 2), "第1、3、5、7、9、11、13、15、17、19、21、23等30行"),
    ],
)
def test_rows_are_told_in_runs(numbers, written):
    assert spell_rows(numbers) == written


def test_sizes_are_told_in_words():
    assert (spell_size(10), spell_size(5000), spell_size(3 * 1024**3)) == ("1 KB", "4 KB", "3,072 MB")
