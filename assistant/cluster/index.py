"""The index of a corpus built by a cluster: fragments and indexes are made by every machine, one of them commits.

Fragments are written, and vectors indexed, with lance-ray. The other indexes are tasks of our own: lance-ray 0.5 has no
place for the word lists that the tokeniser needs on every machine, joins no parts, and gives up when a machine is lost.
"""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import msgspec
import ray.data

from assistant.cluster.connect import Lost, connected, cores, everywhere, here
from assistant.cluster.corpus import embed_files, in_order
from assistant.cluster.keeping import Asking, Keeper, Later
from assistant.cluster.parts import Part, parted
from assistant.errors import AssistantError
from assistant.retrieve import Builder
from assistant.retrieve.index import Sources
from assistant.retrieve.language import packed_language, unpacked_language, use_language
from assistant.retrieve.places import remote
from assistant.retrieve.rows import TABLE, tables
from assistant.retrieve.sizing import Plan, TextIndex
from assistant.retrieve.store import LanceStore
from assistant.retrieve.vectors import vectors_of

_STRETCH = 1_000_000
"""Rows that one task indexes, or fewer so that every core has some."""
_JOINED = 10_000_000
"""Rows up to which the parts of a full-text index are joined to one; the scores are the same without."""
_TRIES = 4
"""Times vectors are indexed anew after a machine was lost."""
_ANYWHERE = {"num_cpus": 0, "scheduling_strategy": "SPREAD"}
"""For lance-ray's workers: it would wait for ever for cores of a machine that was lost since they were counted."""
_PROBE = ".seen"


def index_builder(address: str, encoder: Path | None = None, say: Callable[[str], None] = lambda _: None) -> Builder:
    """Return what builds indexes on the machines of the cluster at an address.

    They must reach the corpus, and the place of the index, by the same paths; where they do not, the cluster only encodes
    what lacks vectors, and one machine builds.

    Raises:
        AssistantError: lance-ray is not installed.

    """
    try:
        import lance_ray  # noqa: F401
    except ImportError as error:
        raise AssistantError(
            "没有安装 lance-ray，不能在集群上建索引", '请运行 pip install "nianbao[cluster]"'
        ) from error

    def build(sources: Sources, place: str) -> bool:
        with connected(address):
            in_order()
            if not _shared(sources, place):
                say("有的机器看不到语料库或放索引的文件夹：句向量由集群算，索引由这一台机器建（见 docs/scale.md）")
                if sources.model:
                    embed_files(list(sources.files.values()), sources.model, sources.home, encoder)
                return False
            _build(sources, place, encoder, say)
            return True

    return build


def _build(sources: Sources, place: str, encoder: Path | None, say: Callable[[str], None]) -> None:
    import lance

    say("集群读取段落、取句向量")
    uri = f"{place.rstrip('/')}/{TABLE}.lance"
    schema, fragments = _written(sources, uri, encoder)
    dataset = lance.LanceDataset.commit(uri, lance.LanceOperation.Overwrite(schema, fragments))
    use_language(sources.language)
    plan = LanceStore(place, sources.language).plan()
    for name, kind, options in _kinds(plan):
        say(f"集群建立索引：{name}")
        _indexed(uri, name, kind, options, packed_language(sources.language))
    if plan.parts:
        say("集群建立索引：句向量")
        _index_vectors(uri, plan.parts)
    dataset = lance.dataset(uri)
    dataset.cleanup_old_versions(older_than=timedelta(0), delete_unverified=True)  # nobody else knows this table yet


def _shared(sources: Sources, place: str) -> bool:
    """Tell whether every machine sees the segments of the corpus and, if it is a folder, the place of the index."""
    seen = [part.file for part in parted(list(sources.files.values()), 1)[0] if part.file][:1]
    if not remote(place):
        probe = Path(place) / _PROBE
        probe.parent.mkdir(parents=True, exist_ok=True)
        probe.touch()
        seen.append(str(probe))
    try:
        return everywhere(_sees, seen)
    finally:
        if not remote(place):
            probe.unlink()


def _sees(paths: Sequence[str]) -> bool:
    return all(Path(path).exists() for path in paths)


def _written(sources: Sources, uri: str, encoder: Path | None) -> tuple[Any, list[Any]]:
    """Have the rows of a table written, and return their schema and the fragments, in the order of the corpus."""
    import lance
    import pyarrow as pa

    parts, known = parted(list(sources.files.values()), cores())
    keeper = ray.remote(Keeper).options(**here()).remote(sources.home, sources.model) if sources.model else None
    work = _Writing(uri, known, sources.model, encoder, keeper)
    rows = [{"part": msgspec.json.encode(part)} for part in parts]
    written = list(ray.data.from_items(rows, override_num_blocks=len(rows)).flat_map(work).iter_rows())
    fragments = [lance.FragmentMetadata.from_json(row["fragment"]) for row in written]
    return pa.ipc.read_schema(pa.py_buffer(written[0]["schema"])), fragments


class _Writing:
    """Writes the passages of a part into a fragment, wherever it is."""

    def __init__(self, uri: str, known: frozenset[str], model: str, encoder: Path | None, keeper: Any) -> None:  # noqa: ANN401
        self._uri, self._known, self._model, self._encoder, self._keeper = uri, known, model, encoder, keeper

    def __call__(self, row: Mapping[str, bytes]) -> list[dict[str, Any]]:
        """Return what tells the fragments."""
        from lance_ray.fragment import write_fragment

        passages = msgspec.json.decode(row["part"], type=Part).read(self._known)
        vectors = None
        if self._keeper is not None:
            vectors = vectors_of(passages, Later(self._encoder), self._model, Asking(self._keeper))
        written = write_fragment(
            tables(passages, vectors), self._uri
        )  # its retries would go on with what is left to read
        return [
            {"fragment": json.dumps(fragment.to_json()), "schema": schema.serialize().to_pybytes()}
            for fragment, schema in written
        ]


def _kinds(plan: Plan) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the column, Lance's name and its options for each index but that of vectors."""
    for text in plan.texts:
        yield text.column, "INVERTED", _full_text(text)
    for kind, names in (("BITMAP", plan.bitmaps), ("BTREE", plan.trees)):
        for name in names:
            yield name, kind, {}


def _full_text(text: TextIndex) -> dict[str, Any]:
    """Return Lance's options for what `sizing` sets for LanceDB."""
    sizes = {"min_ngram_length": text.ngram[0], "max_ngram_length": text.ngram[1]} if text.ngram else {}
    return {
        "base_tokenizer": text.tokenizer,
        "with_position": False,
        "stem": False,
        "remove_stop_words": True,
        "custom_stop_words": list(text.stop),
        "ascii_folding": False,
        **sizes,
    }


def _indexed(uri: str, column: str, kind: str, options: dict[str, Any], language: dict[str, bytes]) -> None:
    """Have a column indexed stretch by stretch, join them and commit."""
    import lance

    dataset = lance.dataset(uri)
    work, words = ray.remote(num_cpus=1, max_retries=-1)(_segment), ray.put(language)
    stretches = _stretches([(each.fragment_id, each.count_rows()) for each in dataset.get_fragments()], cores())
    segments = ray.get([work.remote(uri, column, kind, options, some, words) for some in stretches])
    if len(segments) > 1 and dataset.count_rows() <= _JOINED:
        segments = [dataset.merge_existing_index_segments(segments)]
    dataset.commit_existing_index_segments(f"{column}_idx", column, segments)


def _segment(
    uri: str, column: str, kind: str, options: dict[str, Any], some: list[int], words: dict[str, bytes]
) -> Any:  # noqa: ANN401
    """Index a column of some fragments; nobody sees it before it is committed."""
    import lance

    use_language(unpacked_language(words))
    name = f"{column}_idx"
    dataset = lance.dataset(uri)
    return dataset.create_index_uncommitted(column, kind, name, replace=True, fragment_ids=some, **options)


def _stretches(fragments: Sequence[tuple[int, int]], many: int) -> list[list[int]]:
    """Return fragments, given with their rows, in stretches of about as many rows for each of `many` cores."""
    most = min(_STRETCH, -(-sum(rows for _, rows in fragments) // many))
    found: list[list[int]] = []
    held = most
    for number, rows in fragments:
        if held >= most:
            found.append([])
            held = 0
        found[-1].append(number)
        held += rows
    return found


def _index_vectors(uri: str, parts: int) -> None:
    import lance_ray

    for left in reversed(range(_TRIES)):
        try:
            lance_ray.create_index(
                uri,
                column="vector",
                index_type="IVF_SQ",
                metric="cosine",
                name="vector_idx",
                num_partitions=parts,
                num_workers=cores(),
                ray_remote_args=_ANYWHERE,
            )
        except (RuntimeError, ValueError, Lost):  # a machine was lost; what it made is left to the cleaning
            if not left:
                raise
        else:
            return
