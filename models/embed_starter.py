"""Encode the passages of the starter corpus with the encoder that ships, into models/encoder/starter.npz.

Run python models/embed_starter.py after training the encoder or changing corpus/passages. `name` is the encoder's,
`ids` the passages', `rows` their vectors (16-bit). Without it the first search encodes them all.
"""

from pathlib import Path

import click
import numpy as np

from assistant.encoder import open_encoder
from assistant.retrieve.library import read_passages, starter_files
from assistant.retrieve.wording import mask

TARGET = Path(__file__).resolve().parent / "encoder" / "starter.npz"


@click.command()
def main() -> None:
    """Write the vectors."""
    encoder = open_encoder()
    passages = list(read_passages(starter_files()))
    rows = list(encoder.passages(mask(passage.text, passage.agency) for passage in passages))
    np.savez(
        TARGET,
        name=np.array(encoder.name),
        ids=np.array([passage.id for passage in passages]),
        rows=np.stack(rows).astype(np.float16),
    )
    click.echo(f"{len(passages)} vectors of {encoder.name}, {TARGET.stat().st_size / 2**20:.1f} MiB")


if __name__ == "__main__":
    main()
