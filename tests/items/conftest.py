"""The word lists are read once before any property is timed."""

import pytest

from assistant.ingest import Line, Text
from assistant.items import split


@pytest.fixture(scope="session", autouse=True)
def word_lists():
    split(Text("notes.txt", (Line(1, "8.21济南市大数据局王科长挂了《办法》图解1份"), Line(2, "张三 10:32"))), 2023)
