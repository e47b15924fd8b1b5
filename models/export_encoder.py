"""Write an encoder as ONNX in 8 bits, as models/encoder ships it.

Run python models/export_encoder.py TRAINED OUT.

The graph takes `input_ids` and `attention_mask` (batch × pieces) and gives `sentence_embedding` (batch × 384, length
one). OUT is a sentence-transformers folder (its ONNX backend loads it too). Needs the extra `train`, no network.
"""

import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import click
import torch
from sentence_transformers import SentenceTransformer
from torch import Tensor, nn

_KEPT = (
    "config.json",
    "config_sentence_transformers.json",
    "modules.json",
    "sentence_bert_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "1_Pooling/config.json",
)
_GRAPH = "onnx/model_qint8.onnx"
_OPSET = 18


class _Sentence(nn.Module):
    """A transformer with its pooling: the mean over the pieces, made length one."""

    def __init__(self, bert: Any) -> None:  # noqa: ANN401 - transformers has no types
        super().__init__()
        self.bert = bert

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        pieces = self.bert(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        shown = attention_mask.unsqueeze(-1).to(pieces.dtype)
        return nn.functional.normalize((pieces * shown).sum(1) / shown.sum(1), dim=-1)


def write_graph(model: SentenceTransformer, path: Path) -> None:
    """Write the model's graph with 32-bit weights; both axes of its inputs are free."""
    bert: Any = model[0].auto_model
    bert.set_attn_implementation("eager")
    features = model.preprocess(["query: 政策解读", "query: 依申请公开，收到3件"])
    axes = {0: "batch", 1: "pieces"}
    torch.onnx.export(
        _Sentence(bert).eval(),
        (features["input_ids"], features["attention_mask"]),
        str(path),
        input_names=["input_ids", "attention_mask"],
        output_names=["sentence_embedding"],
        dynamic_axes={"input_ids": axes, "attention_mask": axes, "sentence_embedding": {0: "batch"}},
        opset_version=_OPSET,
        dynamo=False,
    )


def quantise(path: Path, target: Path) -> None:
    """Write the graph with 8-bit weights, a scale per column; 7 bits of range, so that old processors do not overflow."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    target.parent.mkdir(parents=True, exist_ok=True)
    quantize_dynamic(
        path,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        op_types_to_quantize=["MatMul", "Gather"],
    )


@click.command()
@click.argument("trained", type=click.Path(exists=True, path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
def main(trained: Path, out: Path) -> None:
    """Write TRAINED (a folder of sentence-transformers) into OUT as 8-bit ONNX with its tokenizer."""
    model = SentenceTransformer(str(trained), device="cpu", local_files_only=True)
    with tempfile.TemporaryDirectory() as folder:
        graph = Path(folder) / "model.onnx"
        write_graph(model, graph)
        quantise(graph, out / _GRAPH)
    for name in _KEPT:
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(trained / name, out / name)
    tokenizer = json.loads((out / "tokenizer.json").read_text(encoding="utf-8"))
    (out / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    click.echo(f"{sum(path.stat().st_size for path in out.rglob('*')) / 2**20:.1f} MiB in {out}")


if __name__ == "__main__":
    main()
