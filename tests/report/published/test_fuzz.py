"""Damaged files end in a report or in a sentence: never another exception, never a hang."""

import random
import time

import pytest

from assistant.errors import UnreadableFile
from assistant.report.published import read_published

ROUNDS = {"docx": 220, "html": 300, "txt": 1000, "md": 240, "pdf": 200, "mht": 60}
_LONGEST = 10.0
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


@pytest.mark.parametrize("kind", ROUNDS)
def test_damage_ends_in_a_report_or_a_sentence(kind, originals, tmp_path):
    chance = random.Random(f"damage to {kind}")
    read = refused = 0
    for number in range(ROUNDS[kind]):
        whole = damage_inside(originals[kind], chance) if kind == "docx" and number % 2 else originals[kind]
        path = tmp_path / f"年报.{kind}"
        path.write_bytes(whole if kind == "docx" and number % 2 else mutate(whole, chance))
        started = time.monotonic()
        try:
            report = read_published(path)
        except UnreadableFile as error:
            assert path.name in error.problem
            refused += 1
        else:
            assert len(report.table3) >= 25
            read += 1
        assert time.monotonic() - started < _LONGEST
    assert read
    assert refused or kind in ("html", "txt", "md", "mht")


def test_the_rounds_are_enough():
    assert sum(ROUNDS.values()) >= 2000
