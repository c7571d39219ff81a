"""A tiny network with the real contract, for tests of the engine: python -m training.tiny FOLDER

Its weights are random but small, so its answer is close to the linear estimator c_skip pivot + (1 - c_skip) anchor: a
plausible, slightly wrong denoiser whose output depends on every input, including the geometry.
"""

import sys
from pathlib import Path

import torch

from .export import export
from .network import TINY, Denoiser, Size

SEED = 7


def tiny_denoiser(size: Size = TINY, gain: float = 0.5) -> Denoiser:
    """A network of random weights.

    Args:
        size: channels and embedding width.
        gain: scale of the layers that are zero in a fresh network, relative to the usual initialisation.
    """
    generator = torch.Generator().manual_seed(SEED)
    denoiser = Denoiser(size)
    with torch.no_grad():
        for name, value in sorted(denoiser.state_dict().items()):
            if not name.startswith("net."):
                continue
            fan_in = max(1, value[0].numel()) if value.dim() > 1 else 10_000
            random = torch.randn(value.shape, generator=generator) / fan_in**0.5
            value.copy_(random * (gain if ".c2." in name or ".e." in name or "net.out" in name else 1.0))
    return denoiser.eval()


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    extra = {"data": {"photos": 0}, "training": {"note": "random weights, for tests only"}, "scores": []}
    export(tiny_denoiser(), folder / "tiny.onnx", extra)


if __name__ == "__main__":
    main()
