"""Damaged and made-up files end in a report or in a sentence: never another exception, a hang, or a flood of memory.

`NIANBAO_FUZZ=20000` tries that many files instead of some six hundred.
"""

import os
import random
import signal
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.check import Evidence, check
from assistant.errors import UnreadableFile
from assistant.report import document_of_published
from assistant.report.published import read_published

sys.path.insert(0, str(Path(__file__).parent))
from small_inputs import KINDS, small_input

TOTAL = int(os.environ.get("NIANBAO_FUZZ") or 600)
MUTATED = {"docx": 0.06, "html": 0.08, "txt": 0.16, "md": 0.06, "pdf": 0.03, "mht": 0.02}
"""Share of the files that are mutated whole reports; the rest are small."""
SMALL = 1 - sum(MUTATED.values())
_LONGEST = 10
_MOST_MEMORY = 512 * 1024
_CHECKED = 10
"""One in so many reports is checked, too: what was read from rubbish must not break a rule."""
_PIECES = (
    b"<table>",
    b"</td>",
    b"<td colspan=99>",
    b"\x00",
    b"\xff\xfe",
    b"0 0 0 0 0 0 0",
    b"\t" * 9,
    "　二、".encode(),
    b"9" * 40,
    b"|" * 20,
    b"endobj",
    b"stream\n",
    b"<w:p>",
)


def mutate(data, chance):
    """Cut, double, overwrite or insert at a few places."""
    damaged = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 12))):
        at = chance.randrange(len(damaged) + 1)
        length = chance.choice((1, 2, 8, 60, 900))
        kind = chance.randrange(5)
        if kind == 0:
            del damaged[at : at + length]
        elif kind == 1:
            damaged[at:at] = damaged[at : at + length] * chance.choice((1, 3))
        elif kind == 2:
            damaged[at : at + length] = chance.randbytes(min(length, 60))
        elif kind == 3:
            damaged[at:at] = chance.choice(_PIECES)
        else:
            other = chance.randrange(len(damaged) + 1)
            damaged[at : at + length] = damaged[other : other + length]
    return bytes(damaged)


def damage_inside(content, chance):
    """Damage the XML of a Word file before it is packed: damage to the packing itself rarely gets as far as the reader."""
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in ("word/document.xml", "word/numbering.xml", "word/styles.xml"):
            part = old.read(name)
            tags = part.split(b">")
            for _ in range(chance.choice((1, 3, 9))):
                first, second = chance.randrange(len(tags)), chance.randrange(len(tags))
                tags[first], tags[second] = tags[second], tags[first]
            new.writestr(name, b">".join(tags) if chance.random() < 0.3 else _values_changed(part, chance))
    return stream.getvalue()


def _values_changed(part, chance):
    pieces = part.split(b'w:val="')
    for _ in range(5):
        index = chance.randrange(len(pieces))
        pieces[index] = chance.choice((b"-1", b"999999999999", b"", b"\xe4\xb8\x80", b"continue")) + pieces[
            index
        ].lstrip(b"0123456789")
    return b'w:val="'.join(pieces)


@pytest.fixture(scope="module")
def originals(make, data):
    page = make.html()
    archive = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=XX\r\n\r\n--XX\r\nContent-Type: text/html\r\n\r\n"
    return {
        "docx": make.docx(numbered=True),
        "html": make.html(charset="gbk", layout=True),
        "txt": make.text(tabs=False).encode("gb18030"),
        "md": (make.text() + make.html_table(make.grid3())).encode(),
        "pdf": (data / "water-2023.pdf").read_bytes(),
        "mht": archive + page + b"\r\n--XX--\r\n",
    }


@contextmanager
def time_limit():
    """Break off what takes longer than any file may."""

    def stop(*_):
        raise TimeoutError(f"more than {_LONGEST} s")

    if not hasattr(signal, "SIGALRM"):
        yield
        return
    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, _LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def peak_memory():
    """Return the most memory this process has held, in KiB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)


def ends_well(path, number):
    """Read a file, check it now and then; say whether it was read or refused with its name."""
    with time_limit():
        try:
            report = read_published(path)
        except UnreadableFile as error:
            assert path.name in error.problem
            return False
        assert len(report.table3) >= 25
        if number % _CHECKED == 0:
            check(Evidence(document_of_published(report)))
    return True


@pytest.mark.parametrize("kind", MUTATED)
def test_damage_ends_in_a_report_or_a_sentence(kind, originals, tmp_path):
    chance, before = random.Random(f"damage to {kind}"), peak_memory()
    outcomes = []
    for number in range(max(40, round(TOTAL * MUTATED[kind]))):
        whole = damage_inside(originals[kind], chance) if kind == "docx" and number % 2 else originals[kind]
        path = tmp_path / f"年报.{kind}"
        path.write_bytes(whole if kind == "docx" and number % 2 else mutate(whole, chance))
        outcomes.append(ends_well(path, number))
    assert any(outcomes)
    assert not all(outcomes) or kind in ("html", "txt", "md", "mht")
    assert peak_memory() - before < _MOST_MEMORY


@pytest.mark.parametrize("kind", KINDS)
def test_small_files_of_every_kind_end_in_a_report_or_a_sentence(kind, tmp_path):
    chance, before = random.Random(f"small {kind}"), peak_memory()
    for number in range(round(TOTAL * SMALL / len(KINDS))):
        data, suffix = small_input(kind, chance)
        path = tmp_path / f"年报.{suffix}"
        path.write_bytes(data)
        ends_well(path, number)
    assert peak_memory() - before < _MOST_MEMORY


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.sampled_from(("txt", "md", "html")))
def test_any_text_ends_in_a_report_or_a_sentence(tmp_path_factory, text, suffix):
    path = tmp_path_factory.mktemp("any") / f"年报.{suffix}"
    path.write_text(text, encoding="utf-8", errors="replace")
    ends_well(path, 0)


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(("txt", "md", "html", "docx", "pdf", "mht", "png", "doc")))
def test_any_bytes_end_in_a_report_or_a_sentence(tmp_path_factory, data, suffix):
    path = tmp_path_factory.mktemp("any") / f"年报.{suffix}"
    path.write_bytes(data)
    ends_well(path, 0)


def test_the_rounds_are_enough():
    assert TOTAL >= 500
