import re
from pathlib import Path

import pytest

from assistant.encoder import open_encoder
from assistant.retrieve.index import open_index
from assistant.retrieve.library import read_passages, starter_files
from assistant.retrieve.passage import Passage
from assistant.retrieve.search import Retriever
from assistant.retrieve.store import LanceStore


@pytest.fixture(scope="session")
def starter() -> tuple[Passage, ...]:
    return tuple(read_passages(starter_files()))


@pytest.fixture(scope="session")
def home(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="session")
def store(home) -> LanceStore:
    encoder = open_encoder()
    return open_index(starter_files(), "starter", home, encoder, encoder.name)


@pytest.fixture(scope="session")
def retriever(store) -> Retriever:
    return Retriever(store, open_encoder())


@pytest.fixture(scope="session")
def words_only(store) -> Retriever:
    return Retriever(store)


@pytest.fixture
def passage():
    def make(text: str, **fields: object) -> Passage:
        return Passage(**{"id": re.sub(r"\W", "", text)[:20] or "id", "text": text, "year": 2022, **fields})

    return make
