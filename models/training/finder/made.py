"""Scores what the program marks: python -m training.finder.made PHOTOS OUT, `detect`, then the same with --masks.

Without --masks it writes the held-out photos with the made damage of training.finder.score to OUT/photos, and where
the damage is (white) to OUT/truth. With the folder that `daguerre detect OUT/photos -o MASKS` wrote it prints recall
and precision of what the program marks, with its rules for what stands out and its growth, without the soft edge.
"""

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from .score import grown
from .unseen import made_photos

Bits = NDArray[np.bool_]
MARKED = 192
"""Least value of a mask's pixel that counts as marked; the soft edge has less."""


def write(photos: Path, target: Path, count: int) -> None:
    """Writes scenes and truths as PNG."""
    for name in ("photos", "truth"):
        (target / name).mkdir(parents=True, exist_ok=True)
    for index, (kind, scene, truth) in enumerate(made_photos(photos, count)):
        name = f"{index:02}-{kind.replace(' ', '-')}.png"
        levels = np.round((scene.transpose(1, 2, 0) + 1) * 127.5).astype(np.uint8)
        Image.fromarray(levels).save(target / "photos" / name)
        Image.fromarray(truth.astype(np.uint8) * 255).save(target / "truth" / name)


def score_masks(target: Path, masks: Path) -> None:
    """Prints recall and precision per kind, and of all; a photo without a mask has no marks."""
    sums: dict[str, NDArray[np.int64]] = {}
    for path in sorted((target / "truth").glob("*.png")):
        truth = _bits(path)
        found = sorted(masks.glob(f"{path.stem}*"))
        marks = _bits(found[0]) if found else np.zeros_like(truth)
        counts = ((truth & grown(marks)).sum(), truth.sum(), (marks & grown(truth)).sum(), marks.sum())
        kind = path.stem.partition("-")[2]
        sums[kind] = sums.get(kind, np.zeros(4, np.int64)) + np.array(counts)
    for kind, (hit, damaged, right, marked) in [*sums.items(), ("all", sum(sums.values()))]:
        print(f"{kind:18}{100 * hit / max(1, damaged):6.1f} /{100 * right / max(1, marked):6.1f}")


def _bits(path: Path) -> Bits:
    with Image.open(path) as image:
        return np.asarray(image.convert("L")) >= MARKED


def main() -> None:
    parser = argparse.ArgumentParser(prog="training.finder.made", description=__doc__)
    parser.add_argument("photos", type=Path, help="folder with manifest.csv and the photos it lists")
    parser.add_argument("out", type=Path, help="folder for photos and truth")
    parser.add_argument("--masks", type=Path, help="folder of masks to score; nothing is written then")
    parser.add_argument("--count", type=int, default=60, help="number of damaged photos")
    arguments = parser.parse_args()
    if arguments.masks is not None:
        score_masks(arguments.out, arguments.masks)
    else:
        write(arguments.photos, arguments.out, arguments.count)


if __name__ == "__main__":
    main()
