"""A run from cases to summary, with workers, as the command does it and without processes."""

import json
from pathlib import Path

import pytest

from assistant.batch import Order, State, Task, run_batch, run_case, write_summary
from assistant.errors import AssistantError
from assistant.pipeline import settings

FILES = {"report.docx", "report.html", "report.md", "report.json", "findings.json", "figures.xlsx"}


class Silent:
    def begin(self, total):
        self.total = total

    def finished(self, outcome):
        pass


def alone(tasks):
    """Do every task in this process."""
    return map(run_case, tasks)


def quick():
    return settings(charts=False, suggestions=0, vectors=False)


def run(root, out, schedule=alone, **given):
    order = Order(root, out, given.pop("settings", None) or quick(), **given)
    return run_batch(order, schedule, Silent(), lambda ran: write_summary(ran, out))


def states(ran):
    return {each.case: each.state for each in ran.outcomes}


def test_every_case_at_any_depth_is_drafted_and_listed(root, case, tmp_path):
    case("水务局")
    case("甲区/民政局")
    ran = run(root, tmp_path / "out")
    assert states(ran) == {"水务局": State.DONE, "甲区/民政局": State.DONE}
    for name in ("水务局", "民政局"):
        assert {path.name for path in (tmp_path / "out" / name).iterdir()} == FILES | {".done.json"}
    summary = json.loads((tmp_path / "out" / "summary.json").read_bytes())
    assert [each["state"] for each in summary["cases"]] == ["done", "done"]
    assert all((tmp_path / "out" / "水务局" / name).exists() for name in summary["cases"][0]["links"])
    assert (tmp_path / "out" / "summary.xlsx").exists() and (tmp_path / "out" / "summary.html").exists()


def test_what_has_not_changed_is_left_alone_and_what_has_is_done_again(root, case, tmp_path):
    case("a")
    changed = case("b")
    run(root, tmp_path / "out")
    before = (tmp_path / "out" / "a" / "report.docx").stat().st_mtime_ns
    (changed / "更多.txt").write_text("5月6日发布政策解读3条\n", encoding="utf-8")
    case("c")
    assert states(run(root, tmp_path / "out")) == {"a": State.KEPT, "b": State.DONE, "c": State.DONE}
    assert (tmp_path / "out" / "a" / "report.docx").stat().st_mtime_ns == before
    assert "3条" in (tmp_path / "out" / "b" / "report.md").read_text(encoding="utf-8")


def test_force_does_everything_again(root, case, tmp_path):
    case("a")
    run(root, tmp_path / "out")
    assert states(run(root, tmp_path / "out", force=True)) == {"a": State.DONE}


def test_other_settings_make_every_case_new(root, case, tmp_path):
    case("a")
    run(root, tmp_path / "out")
    other = settings(charts=False, suggestions=0, vectors=False, overview_limit=500)
    assert states(run(root, tmp_path / "out", settings=other)) == {"a": State.DONE}


def test_changed_content_of_a_file_that_settings_name_makes_every_case_new(root, case, tmp_path):
    case("a")
    rules = tmp_path / "rules.yaml"
    rules.write_text("off: [overlong-overview]\n", encoding="utf-8")
    chosen = settings(charts=False, suggestions=0, vectors=False, rules=rules)
    run(root, tmp_path / "out", settings=chosen)
    assert states(run(root, tmp_path / "out", settings=chosen)) == {"a": State.KEPT}
    rules.write_text("off: [growth]\n", encoding="utf-8")
    assert states(run(root, tmp_path / "out", settings=chosen)) == {"a": State.DONE}


def test_a_touched_file_of_the_same_content_is_no_change(root, case, tmp_path):
    folder = case("a")
    run(root, tmp_path / "out")
    (folder / "工作记录.txt").touch()
    assert states(run(root, tmp_path / "out")) == {"a": State.KEPT}


def test_a_case_that_cannot_be_drafted_fails_alone_with_its_reason(root, case, tmp_path):
    case("good")
    (case("bad") / "case.yaml").write_text("agency: 某局\n", encoding="utf-8")
    ran = run(root, tmp_path / "out")
    assert states(ran) == {"bad": State.FAILED, "good": State.DONE}
    assert "year" in ran.outcomes[0].problem and ran.outcomes[0].hint
    assert not (tmp_path / "out" / "bad").exists()
    assert "year" in (tmp_path / "out" / "summary.html").read_text(encoding="utf-8")


def test_a_failure_leaves_the_outputs_of_the_run_before(root, case, tmp_path):
    folder = case("a")
    run(root, tmp_path / "out")
    before = (tmp_path / "out" / "a" / "report.docx").read_bytes()
    (folder / "case.yaml").write_text("agency: [\n", encoding="utf-8")
    assert states(run(root, tmp_path / "out")) == {"a": State.FAILED}
    assert (tmp_path / "out" / "a" / "report.docx").read_bytes() == before


def test_a_case_within_a_case_does_not_mix_their_material(root, case, tmp_path):
    case("区")
    case("区/局")
    ran = run(root, tmp_path / "out")
    assert states(ran) == {"区": State.FAILED, "区/局": State.DONE}
    assert "区/局" in ran.outcomes[0].problem


def test_a_draft_that_a_person_edited_is_kept_beside_the_new_one(root, case, tmp_path):
    folder = case("a")
    run(root, tmp_path / "out")
    (tmp_path / "out" / "a" / "report.docx").write_bytes(b"edited by hand")
    (kept,) = run(root, tmp_path / "out").outcomes
    assert (kept.state, bool(kept.note)) == (State.KEPT, True)
    (folder / "工作记录.txt").write_text("6月1日发布解读9条\n", encoding="utf-8")
    (again,) = run(root, tmp_path / "out").outcomes
    assert again.state is State.DONE and "改过的旧稿1" in again.note
    assert (tmp_path / "out" / "a.改过的旧稿1" / "report.docx").read_bytes() == b"edited by hand"
    assert (tmp_path / "out" / "a" / "report.docx").read_bytes()[:2] == b"PK"


def test_a_folder_that_is_not_ours_is_never_removed(root, case, tmp_path):
    case("a")
    (tmp_path / "out" / "a").mkdir(parents=True)
    (tmp_path / "out" / "a" / "要紧的.txt").write_text("x")
    (done,) = run(root, tmp_path / "out").outcomes
    assert done.state is State.DONE and "原有1" in done.note
    assert (tmp_path / "out" / "a.原有1" / "要紧的.txt").read_text() == "x"


def test_a_missing_output_is_made_again(root, case, tmp_path):
    case("a")
    run(root, tmp_path / "out")
    (tmp_path / "out" / "a" / "report.md").unlink()
    assert states(run(root, tmp_path / "out")) == {"a": State.DONE}


def test_outputs_of_a_case_that_is_gone_are_listed_and_left(root, case, tmp_path):
    case("a")
    gone = case("b")
    run(root, tmp_path / "out")
    gone.rename(tmp_path / "elsewhere")
    assert run(root, tmp_path / "out").strangers == ("b",)
    assert (tmp_path / "out" / "b" / "report.docx").exists()


@pytest.mark.parametrize("out", ["cases", "cases/a", "cases/a/out", "."])
def test_outputs_never_come_to_lie_upon_inputs(root, case, tmp_path, out):
    case("a")
    if out == ".":
        case("cases")
    with pytest.raises(AssistantError, match="材料里面"):
        run(root, tmp_path / out)


def test_a_folder_without_cases_is_refused(tmp_path):
    with pytest.raises(AssistantError, match="没有案例"):
        run(tmp_path, tmp_path / "out")


def test_outputs_that_come_back_as_bytes_are_the_same_files(root, case, tmp_path):
    case("a")
    ran = run(root, tmp_path / "out", carried=True)
    assert states(ran) == {"a": State.DONE}
    assert {path.name for path in (tmp_path / "out" / "a").iterdir()} == FILES | {".done.json"}
    assert states(run(root, tmp_path / "out")) == {"a": State.KEPT}


def test_ctrl_c_leaves_a_summary_and_the_next_run_goes_on(root, case, tmp_path):
    case("a")
    case("b")

    def broken_off(tasks):
        yield run_case(tasks[0])
        raise KeyboardInterrupt

    ran = run(root, tmp_path / "out", broken_off)
    assert states(ran) == {"a": State.DONE, "b": State.UNFINISHED} and ran.interrupted
    assert "未完成" in (tmp_path / "out" / "summary.html").read_text(encoding="utf-8")
    assert states(run(root, tmp_path / "out")) == {"a": State.KEPT, "b": State.DONE}


def test_an_unforeseen_error_is_an_outcome_and_says_nothing_of_the_material(root, case, monkeypatch):
    def broken(*_, **__):
        raise ValueError("13987654321")

    monkeypatch.setattr("assistant.batch.job.draft", broken)
    folder = case("a")
    made = run_case(Task("a", "a", folder, quick(), "base"))
    assert made.state is State.FAILED and "ValueError" in made.problem
    assert "13987654321" not in made.problem + made.hint


def test_material_that_changes_while_it_is_read_fails_rather_than_being_half_counted(root, case, monkeypatch):
    from assistant.batch import job

    folder, draft = case("a"), job.draft

    def meanwhile(*given, **named):
        made = draft(*given, **named)
        with Path(folder / "工作记录.txt").open("a", encoding="utf-8") as notes:
            notes.write("7月8日发布解读1条\n")
        return made

    monkeypatch.setattr(job, "draft", meanwhile)
    made = run_case(Task("a", "a", folder, quick(), "base"))
    assert made.state is State.FAILED and "被改动" in made.problem
