"""Exports the damage finder to ONNX with its card: python -m training.finder.export WEIGHTS.pt OUT.onnx

The graph takes `picture` [N,3,H,W] in [-1, 1], H and W multiples of 16, and gives `damage` [N,1,H,W], the probability
of damage.
"""

import argparse
import math
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from torch import Tensor

from ..card import read_card, sha256_of, tensors, write_card
from ..graph import OPSET, GraphBuilder, Shapes
from ..luma import LUMA_WEIGHTS
from .law import THIN_WEIGHT
from .network import AROUND, LEAST_CONTRAST, MOST, NEAR, STEM, Finder, count_parameters, folded, multiply_adds

CONTRACT = 1
INPUTS: Shapes = {"picture": ["N", 3, "H", "W"]}
OUTPUTS: Shapes = {"damage": ["N", 1, "H", "W"]}
KEPT = ("version", "data", "training", "scores")
"""Fields that an existing card passes on to the new one."""


def _block(g: GraphBuilder, x: str, name: str) -> str:
    return g.node("Add", [x, g.conv(g.silu(g.conv(x, f"{name}.c1", 3)), f"{name}.c2", 3)])


def _box_mean(g: GraphBuilder, x: str, side: int) -> str:
    half = side // 2
    rows = g.node("AveragePool", [x], kernel_shape=[1, side], pads=[0, half, 0, half])
    return g.node("AveragePool", [rows], kernel_shape=[side, 1], pads=[half, 0, half, 0])


def _standing_out(g: GraphBuilder) -> str:
    """The planes of network.standing_out."""
    weights = np.asarray(LUMA_WEIGHTS).reshape(1, 3, 1, 1) / sum(LUMA_WEIGHTS)
    luma = g.node("Conv", ["picture", g.constant("luma", weights)], kernel_shape=[1, 1])
    around = g.node("Sub", [luma, _box_mean(g, luma, AROUND)])
    variance = _box_mean(g, g.node("Mul", [around, around]), AROUND)
    contrast = g.node("Sqrt", [g.node("Add", [variance, g.constant("least_variance", LEAST_CONTRAST**2)])])
    near = g.node("Sub", [luma, _box_mean(g, luma, NEAR)])
    planes = g.node("Div", [g.node("Concat", [near, around], axis=1), contrast])
    return g.node("Clip", [planes, g.constant("least", -MOST), g.constant("most", MOST)])


def build_model(weights: dict[str, Tensor], shift: float = 0.0) -> onnx.ModelProto:
    """The ONNX model of a Finder's folded weights, with `shift` added to the log odds; checked by onnx.checker."""
    g = GraphBuilder(weights)
    planes = g.node("Concat", ["picture", _standing_out(g)], axis=1)
    x = g.silu(g.conv(planes, "stem", 3))
    # Each plane as its four phases: a pixel-unshuffle by 2 that every provider has.
    pick = g.constant("pixel_unshuffle", np.tile(np.eye(4).reshape(4, 1, 2, 2), (STEM, 1, 1, 1)))
    x = g.node("Conv", [x, pick], kernel_shape=[2, 2], strides=[2, 2], group=STEM)
    x = g.silu(g.conv(x, "inp", 3))
    skips = []
    for level in range(3):
        x = _block(g, x, f"enc.{level}")
        skips.append(x)
        x = g.conv(x, f"down.{level}", 2)
    x = _block(g, x, "mid")
    for level in (2, 1, 0):
        x = _block(g, g.node("Add", [g.conv(x, f"up.{level}", 2, "ConvTranspose"), skips[level]]), f"dec.{level}")
    logits = g.node("DepthToSpace", [g.conv(x, "out", 3)], blocksize=2, mode="CRD")
    logits = g.node("Sub", [logits, g.constant("rare", math.log(THIN_WEIGHT) - shift)])
    g.node("Sigmoid", [logits], ["damage"])

    return g.model("daguerre-finder", INPUTS, OUTPUTS)


def read_finder(path: Path) -> Finder:
    """The averaged network of a checkpoint, in evaluation mode."""
    finder = Finder()
    finder.load_state_dict(torch.load(path, map_location="cpu", weights_only=True)["ema"])
    return finder.eval()


def export(finder: Finder, target: Path, shift: float = 0.0, extra: dict[str, Any] | None = None) -> None:
    """Writes `target` and, beside it, its card (.json); weights are rounded to fp16 in the file."""
    onnx.save(build_model(folded(finder), shift), str(target))
    path = target.with_suffix(".json")
    kept = {k: v for k, v in read_card(path).items() if k in KEPT}
    card: dict[str, Any] = {
        "name": target.stem,
        "version": "1",
        "contract": CONTRACT,
        "file": target.name,
        "sha256": sha256_of(target),
        "bytes": target.stat().st_size,
        "opset": OPSET,
        "parameters": count_parameters(finder),
        "multiplyAddsPerPixel": round(multiply_adds(finder)),
        "inputs": tensors(INPUTS),
        "outputs": tensors(OUTPUTS),
        "multiple": 16,
        "licence": "MIT",
    }
    write_card(path, card | kept | (extra or {}))


def main() -> None:
    parser = argparse.ArgumentParser(prog="training.finder.export", description=__doc__)
    parser.add_argument("weights", type=Path, help="file: .pt of training.finder.train")
    parser.add_argument("target", type=Path, help="file: .onnx to write; its card is written beside it")
    parser.add_argument(
        "--shift",
        type=float,
        default=0.0,
        help="log odds to add, so that as much of clean photos is marked as before the law was changed",
    )
    arguments = parser.parse_args()
    export(read_finder(arguments.weights), arguments.target, arguments.shift)
    print(f"{arguments.target}: {arguments.target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
