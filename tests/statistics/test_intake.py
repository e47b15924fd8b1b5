import pytest

from assistant.statistics.applicants import load_applicants
from assistant.statistics.intake import CARRIED_IN, NEW, Note, Stop, Verdict, judge
from assistant.statistics.lexicon import CARRIED_OUT
from assistant.statistics.outcomes import load_outcomes
from assistant.statistics.requests import decode


@pytest.fixture
def verdict(ledgers):
    def of(**cells):
        return judged(ledgers, [ledgers.row(**cells)])[0]

    return of


def judged(ledgers, rows, **options):
    groups = judge(decode(ledgers.sheet(rows, **options), load_outcomes(), load_applicants()), 2023)
    found = {row: verdict for (verdict, _), places in groups.items() for row in places}
    return [found[row] for row in range(len(rows))]


@pytest.mark.parametrize(
    ("received", "answered", "outcome", "expected"),
    [
        ("2023-01-01", "2023-12-31", "公开", (NEW, "granted")),
        ("2023-12-31", "2024-01-02", "公开", (NEW, CARRIED_OUT)),
        ("2022-12-31", "2023-01-01", "公开", (CARRIED_IN, "granted")),
        ("2022-12-31", "2024-01-01", "公开", (CARRIED_IN, CARRIED_OUT)),
        ("2022-12-31", None, None, (CARRIED_IN, CARRIED_OUT)),
        ("2023-06-01", None, "办理中", (NEW, CARRIED_OUT)),
        ("2023-06-01", "办理中", None, (NEW, CARRIED_OUT)),
        ("2023-06-01", "2024-01-05", "瞎写的", (NEW, CARRIED_OUT)),
    ],
)
def test_the_day_of_receipt_and_the_day_of_answer_decide_the_rows(verdict, received, answered, outcome, expected):
    found = verdict(received=received, answered=answered, outcome=outcome)
    assert (found.intake, found.result) == expected
    assert found.stop is None


@pytest.mark.parametrize(
    ("received", "answered", "note"),
    [
        ("2022-11-01", "2022-12-31", Note.FINISHED_BEFORE),
        ("2024-01-01", "2024-01-15", Note.RECEIVED_AFTER),
        ("2024-01-01", None, Note.RECEIVED_AFTER),
    ],
)
def test_a_request_of_another_year_does_not_count_and_says_why(verdict, received, answered, note):
    assert verdict(received=received, answered=answered) == Verdict(note=note)


@pytest.mark.parametrize(
    ("cells", "stop"),
    [
        ({"received": None}, Stop.RECEIVED_MISSING),
        ({"received": "三月初"}, Stop.RECEIVED_UNREADABLE),
        ({"answered": "已寄出"}, Stop.ANSWERED_UNREADABLE),
        ({"answered": "2023-02-28"}, Stop.REVERSED),
        ({"answered": "2022-03-10"}, Stop.REVERSED),
        ({"received": "2024-03-01"}, Stop.REVERSED),
        ({"outcome": None}, Stop.OUTCOME_MISSING),
        ({"outcome": "瞎写的"}, Stop.OUTCOME_UNKNOWN),
        ({"outcome": "办理中"}, Stop.OUTCOME_OPEN),
        ({"carried": "大概"}, Stop.FLAG_UNREADABLE),
        ({"carried": "是"}, Stop.FLAG_AGAINST_DATE),
    ],
)
def test_what_the_dates_and_words_do_not_settle_stops(ledgers, cells, stop):
    other = ledgers.row()
    assert judged(ledgers, [ledgers.row(**cells), other])[0].stop is stop


def test_an_outcome_without_a_day_of_answer_stops_where_other_rows_have_one(ledgers):
    rows = [ledgers.row(answered=None), ledgers.row()]
    assert judged(ledgers, rows)[0].stop is Stop.ANSWER_MISSING


def test_in_a_ledger_without_days_of_answer_an_outcome_counts_and_is_noted(ledgers):
    rows = [ledgers.row(answered=None), ledgers.row(answered=None, outcome=None)]
    first, second = judged(ledgers, rows)
    assert (first.result, first.note) == ("granted", Note.ASSUMED_FINISHED)
    assert second.result == CARRIED_OUT


def test_in_a_ledger_without_days_of_answer_an_older_request_is_asked_about(ledgers):
    assert judged(ledgers, [ledgers.row(received="2022-12-01", answered=None)])[0].stop is Stop.ANSWER_MISSING


def test_carried_in_needs_no_day_of_receipt_where_the_ledger_says_so(verdict):
    assert verdict(received=None, carried="是")[:2] == (CARRIED_IN, "granted")


def test_a_flag_against_the_dates_is_noted_and_the_dates_decide(verdict):
    found = verdict(received="2022-12-01", carried="否")
    assert (found.intake, found.note) == (CARRIED_IN, Note.FLAG_IGNORED)
