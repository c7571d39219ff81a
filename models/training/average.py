"""Averages the weights of two networks of one size: python -m training.average FIRST SECOND OUT.pt --share 0.5

A network and the one trained on from it are close enough that a mean of their weights works, and keeps most of what
either does better (Wortsman et al., "Model soups", arXiv 2203.05482).
"""

import argparse
from pathlib import Path

import torch
from torch import Tensor

from .weights import read_weights, size_of


def average(first: dict[str, Tensor], second: dict[str, Tensor], share: float) -> dict[str, Tensor]:
    """(1 - share) first + share second, entry by entry. Raises ValueError if the networks differ in size."""
    if size_of(first) != size_of(second):
        raise ValueError(f"a network of {size_of(first)} and one of {size_of(second)} have no average")
    return {name: torch.lerp(first[name], second[name], share) for name in first}


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="training.average", description=__doc__)
    parser.add_argument("first", type=Path, help="file: .onnx or .pt")
    parser.add_argument("second", type=Path, help="file: .onnx or .pt")
    parser.add_argument("target", type=Path, help="file: .pt to write")
    parser.add_argument("--share", type=float, default=0.5, help="number: the second one's share, 0 to 1")
    options = parser.parse_args(arguments)
    weights = average(read_weights(options.first), read_weights(options.second), options.share)
    torch.save({"ema": weights}, options.target)


if __name__ == "__main__":
    main()
