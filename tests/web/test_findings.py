import pytest

from assistant.casework import findings_of
from assistant.rechecking import Finding, Severity, fix, load_accepted

HX = {"HX-Request": "true"}


@pytest.fixture
def case(drafted_case):
    return drafted_case


def live(case):
    from assistant.web.services import findings

    return findings.live(case)


def put(case, text):
    """Edit the first written paragraph and return its key."""
    from assistant.revision import placed
    from assistant.web.services import edits, people

    here = edits.standing(case)
    key, each = next((key, each) for key, each in placed(here.draft).items() if each.section.no == 1)
    edit = here.edits.get(key)
    seen = edits.Seen(key, edits.digest(each.text), edit.version if edit else 0)
    edits.save(case, people.desk_user(), seen, text)
    return key


def test_the_findings_of_an_untouched_draft_are_those_of_the_command(case):
    from assistant.web.services.kept import current

    drafted = {(each.rule, each.message) for each in findings_of(bytes(current(case).findings))}
    assert {(each.finding.rule, each.finding.message) for each in live(case)} == drafted


def test_a_fault_typed_into_the_draft_is_found_and_fixed_by_one_key(client, case):
    key = put(case, "对互动栏目进行进行调整。")
    found = next(each for each in live(case) if each.finding.rule == "repeated-word")
    assert (found.better, found.target) == ("进行", key)
    page = client.get(f"/cases/{case.pk}/findings/").content.decode()
    assert f"/draft/#{key}" in page and "改为“进行”" in page
    assert client.post(f"/cases/{case.pk}/findings/fix/", {"key": found.key}, headers=HX).status_code == 204
    assert not [each for each in live(case) if each.finding.rule == "repeated-word"]
    assert "进行调整" in client.get(f"/cases/{case.pk}/draft/").content.decode()
    assert case.log.filter(what="finding.fix").count() == 1


def test_a_finding_is_accepted_with_a_reason_until_its_evidence_changes(client, case):
    put(case, "对互动栏目进行进行调整。")
    found = next(each for each in live(case) if each.finding.rule == "repeated-word")
    where = f"/cases/{case.pk}/findings/accept/"
    assert client.post(where, {"key": found.key, "reason": " "}, headers=HX).status_code == 400
    assert client.post(where, {"key": found.key, "reason": "原文如此"}, headers=HX).status_code == 204
    assert client.post(where, {"key": found.key, "reason": "原文如此"}, headers=HX).status_code == 204
    assert load_accepted(case.outputs / "接受的检查结果.yaml") == {found.key: "原文如此"}
    assert next(each for each in live(case) if each.key == found.key).decision.reason == "原文如此"
    put(case, "对互动栏目开展开展调整。")
    assert next(each for each in live(case) if each.finding.rule == "repeated-word").decision is None


def test_an_office_switches_a_rule_off(client, case):
    put(case, "对互动栏目进行进行调整。")
    answer = client.post(f"/cases/{case.pk}/findings/rules/", {"rule-repeated-word": "off", "rule-growth": "info"})
    assert answer.status_code == 302
    assert not [each for each in live(case) if each.finding.rule == "repeated-word"]
    assert '<option value="off" selected>' in client.get(f"/cases/{case.pk}/findings/").content.decode()
    assert client.post(f"/cases/{case.pk}/findings/rules/", {"rule-growth": "loud"}).status_code == 400


@pytest.mark.parametrize(
    ("rule", "quote", "expected", "better"),
    [
        ("halfwidth-punctuation", "12条,", None, "12条，"),
        ("document-number-form", "国办公开办函(2021)30号", None, "国办公开办函〔2021〕30号"),
        ("document-number-form", "〔2022〕08号", None, "〔2022〕8号"),
        ("doubled-punctuation", "推进。。", None, "推进。"),
        ("padded-date", "3月05日", "3月5日", "3月5日"),
        ("straight-quotes", '"回应关切"', None, "“回应关切”"),
        ("text-table-mismatch", "收到8件", 9, None),
        ("vague-problem", "还不够", None, None),
    ],
)
def test_only_what_changes_no_fact_is_fixed(rule, quote, expected, better):
    assert fix(Finding(rule, Severity.WARNING, "", quote=quote, expected=expected)) == better
