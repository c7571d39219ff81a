"""Training photos: the manifest, the held-out ones, and random crops."""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

MANIFEST = "manifest.csv"
HOLD_OUT_EVERY = 33
SMALLEST = 192
"""Photos whose shorter side is below this (pixels) are skipped."""


@dataclass(frozen=True)
class Photo:
    """A row of the manifest: its file, whether it has no colour, and whether it is excluded from training."""

    path: Path
    gray: bool
    held_out: bool


def read_manifest(folder: Path) -> list[Photo]:
    """The photos of `folder/manifest.csv` (columns file, width, height, gray, ...) that are large enough.

    Every 33rd row, starting with the first, is held out. Raises ValueError if a column is missing.
    """
    with (folder / MANIFEST).open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        missing = {"file", "width", "height", "gray"} - set(reader.fieldnames or ())
        if missing:
            raise ValueError(f"{folder / MANIFEST} lacks the columns {sorted(missing)}")
        rows = list(reader)
    return [
        Photo(folder / row["file"], row["gray"] == "1", index % HOLD_OUT_EVERY == 0)
        for index, row in enumerate(rows)
        if min(int(row["width"]), int(row["height"])) >= SMALLEST
    ]


class Crops:
    """Photos in memory as 8-bit RGB arrays, and random crops of them."""

    def __init__(self, photos: list[Photo]) -> None:
        self.gray = [photo.gray for photo in photos]
        self.pixels: list[NDArray[np.uint8]] = []
        for photo in photos:
            with Image.open(photo.path) as image:
                self.pixels.append(np.asarray(image.convert("RGB")))
        self.short = [min(p.shape[:2]) for p in self.pixels]

    def draw(self, rng: np.random.Generator, count: int, side: int, colour_only: bool = False) -> Tensor:
        """Random crops [count,3,side,side] in [-1, 1].

        A quarter of them is at half size (2x2 means), half of them is mirrored. Photos smaller than the crop, and with
        `colour_only` grey photos, aren't drawn. Raises ValueError if no photo remains.
        """
        fit = [i for i, s in enumerate(self.short) if s >= side and not (colour_only and self.gray[i])]
        if not fit:
            raise ValueError(f"no photo is large enough for crops of {side} pixels")
        crops = [self._one(rng, int(rng.choice(fit)), side) for _ in range(count)]
        return torch.from_numpy(np.stack(crops)).permute(0, 3, 1, 2).contiguous() / 127.5 - 1

    def _one(self, rng: np.random.Generator, index: int, side: int) -> NDArray[np.float32]:
        half = rng.random() < 0.25 and self.short[index] >= 2 * side
        extent = 2 * side if half else side
        height, width = self.pixels[index].shape[:2]
        top, left = rng.integers(height - extent + 1), rng.integers(width - extent + 1)
        part = self.pixels[index][top : top + extent, left : left + extent].astype(np.float32)
        if half:
            part = part.reshape(side, 2, side, 2, 3).mean((1, 3))
        return part[:, ::-1] if rng.random() < 0.5 else part
