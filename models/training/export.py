"""Exports a network to ONNX with its model card: python -m training.export WEIGHTS OUT.onnx"""

import argparse
from pathlib import Path
from typing import Any

import onnx

from .card import make_card, read_card, write_card
from .graph import build_model
from .network import Denoiser
from .weights import load_denoiser

KEPT = ("version", "operators", "specialists", "specialty", "data", "training", "scores")
"""Fields that an existing card passes on to the new one."""


def export(denoiser: Denoiser, target: Path, extra: dict[str, Any] | None = None) -> None:
    """Writes `target` and, beside it, its card (.json).

    Args:
        denoiser: the network; its weights are rounded to fp16 in the file.
        target: path of the .onnx to write.
        extra: card fields that describe this network; by default those of the card already there.
    """
    weights = denoiser.state_dict()
    onnx.save(build_model(weights), str(target))
    path = target.with_suffix(".json")
    fields = {k: v for k, v in read_card(path).items() if k in KEPT}
    parameters = sum(p.numel() for p in denoiser.parameters())
    write_card(path, make_card(target, target.stem, parameters, fields | (extra or {})))


def main() -> None:
    parser = argparse.ArgumentParser(prog="training.export", description=__doc__)
    parser.add_argument("weights", type=Path, help="file: .pt with a state dict under 'ema', or an exported .onnx")
    parser.add_argument("target", type=Path, help="file: .onnx to write; its card is written beside it")
    arguments = parser.parse_args()
    export(load_denoiser(arguments.weights), arguments.target)
    print(f"{arguments.target}: {arguments.target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
