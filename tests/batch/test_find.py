"""Which folders are cases, and what their outputs are called."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.batch.find import _names, find_cases


def made(root, *names):
    for name in names:
        (root / name).mkdir(parents=True)
        (root / name / "case.yaml").write_text("agency: 某局\nyear: 2024\n", encoding="utf-8")


def found(root, out="out"):
    return {each.case: each.name for each in find_cases(root, root / out)}


def test_a_case_is_called_like_its_folder_at_any_depth(tmp_path):
    made(tmp_path, "水务局", "甲/乙/教育局")
    assert found(tmp_path) == {"水务局": "水务局", "甲/乙/教育局": "教育局"}


def test_a_root_that_is_a_case_is_one(tmp_path):
    made(tmp_path, "甲局")
    assert found(tmp_path / "甲局") == {".": "甲局"}


def test_hidden_folders_and_the_outputs_hold_no_cases(tmp_path):
    made(tmp_path, "a", ".b", "out/c")
    assert found(tmp_path) == {"a": "a"}


def test_a_circle_of_links_ends(tmp_path):
    made(tmp_path, "a")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "again").symlink_to(tmp_path / "b")
    assert found(tmp_path) == {"a": "a"}


@pytest.mark.parametrize(
    ("cases", "names"),
    [
        (["甲区/教育局", "乙区/教育局"], ["甲区·教育局", "乙区·教育局"]),
        (["A", "b/a"], ["A", "b·a"]),
        (["x/con", "y"], ["con_", "y"]),
        (["局:一", "局?一"], ["局_一-0", "局_一-1"]),
        (["summary.json"], ["summary.json_"]),
    ],
)
def test_names_that_collide_are_told_apart(cases, names):
    told = _names(iter(cases))
    for case, name in zip(cases, names, strict=True):
        stem = name.removesuffix("-0").removesuffix("-1")
        assert told[case] == name if stem == name else told[case].startswith(f"{stem}-")
    assert len(set(told.values())) == len(cases)


paths = st.lists(
    st.lists(st.text(st.characters(exclude_characters="/\0"), min_size=1, max_size=80), min_size=1, max_size=3).map(
        "/".join
    ),
    unique=True,
    max_size=12,
)


@given(paths)
def test_no_two_cases_ever_share_a_name_on_any_system(cases):
    names = list(_names(iter(cases)).values())
    assert len({name.casefold() for name in names}) == len(cases)
    for name in names:
        assert 0 < len(name.encode()) <= 200 and not set(name) & set('<>:"/\\|?*\0')
        assert not name.startswith(".") and not name.endswith((".", " ")) and Path(name).name == name
