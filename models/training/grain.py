"""Scores measurements of grainy photos on held-out photos: python -m training.grain PHOTOS --model MODEL [--photos 6]

Each photo's middle gets noise that a Gaussian colours. It is measured as what it is (coloured), and as white noise of
its level and of multiples of it, by one call and by a sample of 8. A row is PSNR in dB, unclipped, the mean over
the photos.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .evaluate import Network, crop, load_network
from .operators import ColouredNoise, Identity, Operator
from .operators.base import contract_inputs
from .operators.psf import gaussian_psf
from .philox import MEASUREMENT, SAMPLER, normals
from .photos import read_photos
from .solver import SIGMA_MAX, dpm_solver_2m, geometric_sigmas
from .tasks import CROP, MARGIN

LEVELS = (8, 15, 25)
"""8-bit levels."""
STDS = (0.6, 1.0, 2.0)
"""Pixels of the Gaussian that colours the noise."""
MULTIPLES = (1.0, 1.5, 2.0)
SHARE = 0.99
"""Coloured part of the variance (src-main/operators/denoise/grain.ts)."""


def middles(folder: Path, count: int) -> list[Tensor]:
    """The middles [1,3,H,W] of held-out photos with colours, with the margin that a circle needs."""
    found = []
    for photo in read_photos(folder).photos:
        if not photo.held_out or photo.gray:
            continue
        with Image.open(photo.path) as image:
            x0 = crop(image, MARGIN)
        if x0 is not None:
            found.append(x0)
    return found[:: max(1, len(found) // count)][:count]


def answer(network: Network, operator: Operator, y: Tensor, seed: int, calls: int) -> Tensor:
    """The mean in one call, or a sample, of what `operator` measured."""
    anchor = operator.anchor(y)

    def denoise(x: Tensor, sigma: float) -> Tensor:
        inputs = contract_inputs(operator, x, y, x.new_full((1,), sigma), anchor)
        return network({name: value.contiguous() for name, value in inputs.items()})

    start = SIGMA_MAX * torch.from_numpy(normals(seed, *y.shape[1:], SAMPLER)).to(y)[None]
    return dpm_solver_2m(denoise, start, geometric_sigmas(calls))


def psnr(answered: Tensor, x0: Tensor) -> float:
    """In dB, without the margin."""
    inner = slice(MARGIN, MARGIN + CROP)
    return float(10 * torch.log10(4 / ((answered - x0)[..., inner, inner] ** 2).mean()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--photos", type=int, default=6)
    arguments = parser.parse_args()
    network = load_network(arguments.model, False)
    photos = middles(arguments.folder, arguments.photos)
    for level in LEVELS:
        for std in STDS:
            film = ColouredNoise(gaussian_psf(std), level / 127.5, SHARE)
            ways: dict[str, Operator] = {"coloured": film}
            ways |= {f"white x {multiple:g}": Identity(multiple * level / 127.5) for multiple in MULTIPLES}
            scores: dict[str, list[float]] = {}
            for seed, x0 in enumerate(photos):
                y = x0 + film.colour(torch.from_numpy(normals(seed, *x0.shape[1:], MEASUREMENT)).to(x0)[None])
                scores.setdefault("noisy", []).append(psnr(y, x0))
                for way, operator in ways.items():
                    for calls in (1, 8):
                        row = scores.setdefault(f"{way}, {calls} calls", [])
                        row.append(psnr(answer(network, operator, y, seed, calls), x0))
            figures = {name: round(float(np.mean(values)), 2) for name, values in scores.items()}
            print(json.dumps({"level": level, "std": std} | figures), flush=True)


if __name__ == "__main__":
    main()
