"""Scores faded photos: python -m training.fading FOLDERS... --model MODEL [--photos 50]

The middles of photos (of a folder for training, those held out) are faded by drawn gains and offsets, get noise of 6
levels and are rounded to 8 bits. Fading and noise are restored as one measurement; or the levels first, then the noise,
of the level before fading or of the level that it has grown to. PSNR in dB after one call, the mean over the photos.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .evaluate import crop, load_network
from .grain import answer
from .operators import Identity
from .operators.fade import Fade
from .philox import MEASUREMENT, normals
from .photos import read_photos
from .tasks import levels, picture

NOISE = 6 / 127.5


def paths_in(folder: Path) -> list[Path]:
    """The held-out photos with colours of a folder for training, or all PNG files."""
    if any(folder.glob("*.png")):
        return sorted(folder.glob("*.png"))
    return [photo.path for photo in read_photos(folder).photos if photo.held_out and not photo.gray]


def middles(folders: list[Path], count: int) -> list[Tensor]:
    """The middles [1,3,H,W] of photos, without those that are too small."""
    found = []
    for path in (path for folder in folders for path in paths_in(folder)):
        with Image.open(path) as image:
            found.append(crop(image, 0))
    return [x0 for x0 in found if x0 is not None][:count]


def rounded(x: Tensor) -> Tensor:
    """The picture as a file of 8 bits holds it."""
    return picture(levels(x[0]))


def psnr(answered: Tensor, x0: Tensor) -> float:
    return float(10 * torch.log10(4 / ((answered.clamp(-1, 1) - x0) ** 2).mean()))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--photos", type=int, default=50)
    arguments = parser.parse_args()
    network = load_network(arguments.model, False)
    scores: dict[str, list[float]] = {}
    for seed, x0 in enumerate(middles(arguments.folders, arguments.photos)):
        rng = np.random.default_rng(seed)
        shared = rng.uniform(0.45, 0.8)
        drawn = np.clip(shared * rng.uniform(0.85, 1.1, 3), 0.4, 0.9).tolist()
        gains = (drawn[0], drawn[1], drawn[2])
        black = torch.tensor([rng.uniform(0.1, 0.9) * (1 - gain) for gain in gains])
        offset = (2 * black + torch.tensor(gains) - 1).view(1, 3, 1, 1)
        scale = torch.tensor(gains).view(1, 3, 1, 1)
        noise = torch.from_numpy(normals(seed, *x0.shape[1:], MEASUREMENT)).to(x0)[None]
        faded = rounded(scale * x0 + offset + NOISE * noise)
        levelled = rounded((faded - offset) / scale)
        operator = Fade(gains, NOISE)
        ways = {
            "levels only": levelled,
            "levels, then noise of 6": answer(network, Identity(NOISE), levelled, seed, 1),
            "levels, then grown noise": answer(network, Identity(operator.nominal), levelled, seed, 1),
            "one measurement": answer(network, operator, faded - offset, seed, 1),
        }
        for way, answered in ways.items():
            scores.setdefault(way, []).append(psnr(answered, x0))
    figures = {way: round(float(np.mean(values)), 2) for way, values in scores.items()}
    print(json.dumps({"photos": len(scores["levels only"])} | figures))


if __name__ == "__main__":
    main()
