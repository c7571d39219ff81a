"""Reads a network's weights from a PyTorch checkpoint or from the initialisers of an exported ONNX file."""

from pathlib import Path

import numpy as np
import onnx
import onnx.numpy_helper
import torch
from torch import Tensor

from .network import FIRST_RESIDUAL_STD, Denoiser, Size

RESIDUAL = "residual_std"


def read_weights(path: Path) -> dict[str, Tensor]:
    """State dict in fp32 from a `.pt` (its key `ema`) or a `.onnx` (initialisers named as in the state dict).

    Files of contract 1 have no `residual_std`; theirs is FIRST_RESIDUAL_STD. Raises ValueError if the file has no such
    weights.
    """
    if path.suffix == ".onnx":
        graph = onnx.load(str(path)).graph
        arrays = {i.name: onnx.numpy_helper.to_array(i) for i in graph.initializer}
        weights = {k: torch.from_numpy(np.array(v)) for k, v in arrays.items() if k.startswith("net.") or k == RESIDUAL}
    else:
        weights = torch.load(path, map_location="cpu", weights_only=True).get("ema", {})
    if not weights:
        raise ValueError(f"{path} holds no network weights")
    first = {RESIDUAL: torch.tensor(FIRST_RESIDUAL_STD)}
    return first | {name: value.float() for name, value in weights.items()}


def size_of(weights: dict[str, Tensor]) -> Size:
    """The network size of a state dict."""
    channels = [weights[f"net.up.{i}.weight"].shape[1] for i in range(3)]
    channels.append(weights["net.up.2.weight"].shape[0])
    return Size(tuple(channels), weights["net.emb.0.weight"].shape[0])


def load_denoiser(path: Path) -> Denoiser:
    """The network of `path` in evaluation mode, fp32 on the CPU; fails on missing or unexpected names."""
    weights = read_weights(path)
    denoiser = Denoiser(size_of(weights))
    denoiser.load_state_dict(weights, strict=True)
    return denoiser.eval()
