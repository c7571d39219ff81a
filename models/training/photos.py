"""Training photos: those of a folder or of its manifest, the held-out ones, and random crops."""

import csv
import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .pixels import SMALLEST, Pixels, is_grey, read_pixels

MANIFEST = "manifest.csv"
HOLD_OUT_EVERY = 33
HOLD_OUT_SHARE = 0.05
"""Share of a plain folder's photos that is held out."""
LONG_SIDE = 1024
"""Pixels of the longer side at which a plain folder's photos are kept; the shipped network learned from such photos."""
SUFFIXES = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".webp", ".avif", ".bmp", ".heic", ".heif"}
"""Files with these endings should be photos; the others of a plain folder aren't looked at."""


@dataclass(frozen=True)
class Photo:
    """A photo: its file, whether it has no colour, whether it is excluded from training, and its pixels once read."""

    path: Path
    gray: bool
    held_out: bool
    pixels: Pixels | None = None


@dataclass(frozen=True)
class Found:
    """The photos of a folder, and a sentence about each that can't be used."""

    photos: list[Photo]
    left_out: list[str]


def read_photos(folder: Path, long_side: int = LONG_SIDE) -> Found:
    """The photos of a folder: those of its manifest if it has one, otherwise all in it and in its folders.

    Args:
        folder: a folder of photos.
        long_side: pixels of the longer side to which larger photos of a plain folder are reduced.

    Raises ValueError, in a sentence, if it isn't a folder or has no photo that can be used.
    """
    if not folder.is_dir():
        raise ValueError(f"{folder} isn't a folder; name a folder of photos")
    if (folder / MANIFEST).exists():
        lost = [row["file"] for row in _rows(folder) if not (folder / row["file"]).is_file()]
        return Found(
            read_manifest(folder),
            [f"{folder / name} is left out: {MANIFEST} lists it, but it isn't there." for name in lost],
        )
    paths = sorted(path for path in folder.rglob("*") if _is_meant(path.relative_to(folder)) and path.is_file())
    left_out: list[str] = []
    read: list[tuple[Path, Pixels]] = []
    room = _room()
    for path in paths:
        pixels = _read(path, long_side)
        if isinstance(pixels, str):
            left_out.append(pixels)
            continue
        room -= pixels.nbytes
        if room < 0:
            raise ValueError(
                f"The {len(paths)} photos of {folder} need more than half of this machine's memory "
                f"at {long_side} pixels; a lower --long-side needs less."
            )
        read.append((path, pixels))
    if not read:
        raise ValueError("\n".join([*left_out, f"{folder} has no photo to learn from ({', '.join(sorted(SUFFIXES))})"]))
    held_out = _held_out([path.relative_to(folder).as_posix() for path, _ in read])
    photos = [Photo(p, is_grey(x), p.relative_to(folder).as_posix() in held_out, x) for p, x in read]
    return Found(photos, left_out)


def read_manifest(folder: Path) -> list[Photo]:
    """The photos of `folder/manifest.csv` that are large enough; its other columns (licence, credit, ...) are optional.

    The column `file` is needed. Where `width` and `height`, or `gray`, aren't there, the files are asked. Every 33rd
    row, starting with the first, is held out; rows of missing files are left out. Raises ValueError if the column is
    missing.
    """
    return [
        Photo(folder / row["file"], _gray(folder, row), index % HOLD_OUT_EVERY == 0)
        for index, row in enumerate(_rows(folder))
        if (folder / row["file"]).is_file() and min(_size(folder, row)) >= SMALLEST
    ]


def _rows(folder: Path) -> list[dict[str, str]]:
    with (folder / MANIFEST).open(newline="", encoding="utf-8") as file:
        reader = csv.DictReader(file)
        if "file" not in set(reader.fieldnames or ()):
            raise ValueError(f"{folder / MANIFEST} lacks the column 'file', which names the photos")
        return list(reader)


def licences(folder: Path) -> list[str]:
    """The licences of the photos by the manifest's column `licence`; empty where there is none."""
    if not (folder / MANIFEST).exists():
        return []
    return [row["licence"] for row in _rows(folder) if row.get("licence")]


def _room() -> float:
    """Half of the machine's memory in bytes; without a bound where the system doesn't say."""
    if not hasattr(os, "sysconf"):
        return float("inf")
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2


def _size(folder: Path, row: dict[str, str]) -> tuple[int, int]:
    if row.get("width") and row.get("height"):
        return int(row["width"]), int(row["height"])
    with Image.open(folder / row["file"]) as image:
        return image.size


def _gray(folder: Path, row: dict[str, str]) -> bool:
    return row["gray"] == "1" if row.get("gray") else is_grey(read_pixels(folder / row["file"], LONG_SIDE))


def _is_meant(path: Path) -> bool:
    """Whether a file should be a photo; hidden files and those of hidden folders aren't."""
    return path.suffix.lower() in SUFFIXES and not any(part.startswith(".") for part in path.parts)


def _read(path: Path, long_side: int) -> Pixels | str:
    """A photo's pixels, or the sentence why it is left out."""
    try:
        with Image.open(path) as image:
            width, height = image.size
        if min(width, height) < SMALLEST:
            return f"{path} is left out: it has {width} x {height} pixels, and both sides need {SMALLEST}."
        return read_pixels(path, long_side)
    except Exception as error:  # Pillow's readers raise errors of many kinds for damaged files
        return f"{path} is left out: it can't be read as a picture ({error})."


def _held_out(names: list[str]) -> set[str]:
    """One in twenty, at least one of several; by the names' hashes, so that new photos hardly change the choice."""
    count = max(1, round(len(names) * HOLD_OUT_SHARE)) if len(names) > 1 else 0
    return set(sorted(names, key=lambda name: hashlib.sha256(name.encode()).digest())[:count])


def _pixels_of(photo: Photo) -> Pixels:
    if photo.pixels is not None:
        return photo.pixels
    try:
        return read_pixels(photo.path)
    except Exception as error:  # as in _read
        raise ValueError(f"{photo.path} can't be read as a picture ({error}); take it out of {MANIFEST}") from error


@dataclass(frozen=True)
class Place:
    """Where a crop is taken: the photo's index, and the corner in its pixels, even where the crop is at half size."""

    photo: int
    half: bool
    top: int
    left: int
    mirrored: bool


class Crops:
    """Photos in memory as 8-bit RGB arrays, and random crops of them."""

    def __init__(self, photos: list[Photo]) -> None:
        self.gray = [photo.gray for photo in photos]
        self.pixels = [_pixels_of(photo) for photo in photos]
        self.short = [min(p.shape[:2]) for p in self.pixels]

    def draw(self, rng: np.random.Generator, count: int, side: int, colour_only: bool = False) -> Tensor:
        """Random crops [count,3,side,side] in [-1, 1], at `places`."""
        return self.cut(self.places(rng, count, side, colour_only), side)

    def cut(self, places: list[Place], side: int) -> Tensor:
        """The crops [N,3,side,side] in [-1, 1] at places."""
        crops = np.stack([self._at(place, side) for place in places])
        return torch.from_numpy(crops).permute(0, 3, 1, 2).contiguous() / 127.5 - 1

    def places(
        self, rng: np.random.Generator, count: int, side: int, colour_only: bool = False, grey_only: bool = False
    ) -> list[Place]:
        """Random places of crops.

        A quarter of them is at half size (2x2 means), half of them is mirrored. Photos smaller than the crop, and with
        `colour_only` grey photos, with `grey_only` others, aren't drawn. Raises ValueError if no photo remains.
        """
        fit = [
            i
            for i, short in enumerate(self.short)
            if short >= side and not (colour_only and self.gray[i]) and not (grey_only and not self.gray[i])
        ]
        if not fit:
            raise ValueError(f"no photo is large enough for crops of {side} pixels")
        return [self._place(rng, int(rng.choice(fit)), side) for _ in range(count)]

    def near(self, rng: np.random.Generator, place: Place, side: int, reach: int) -> Place:
        """A place at most `reach` crop pixels from another one, mirrored or not."""
        extent = 2 * side if place.half else side
        most = [size - extent for size in self.pixels[place.photo].shape[:2]]
        moved = [
            int(np.clip(start + rng.integers(-reach, reach + 1) * extent // side, 0, limit))
            for start, limit in zip((place.top, place.left), most, strict=True)
        ]
        return Place(place.photo, place.half, moved[0], moved[1], bool(rng.random() < 0.5))

    def _place(self, rng: np.random.Generator, photo: int, side: int) -> Place:
        half = bool(rng.random() < 0.25) and self.short[photo] >= 2 * side
        extent = 2 * side if half else side
        height, width = self.pixels[photo].shape[:2]
        top, left = int(rng.integers(height - extent + 1)), int(rng.integers(width - extent + 1))
        return Place(photo, half, top, left, bool(rng.random() < 0.5))

    def _at(self, place: Place, side: int) -> np.ndarray:
        extent = 2 * side if place.half else side
        rows, columns = slice(place.top, place.top + extent), slice(place.left, place.left + extent)
        part = self.pixels[place.photo][rows, columns].astype(np.float32)
        if place.half:
            part = part.reshape(side, 2, side, 2, 3).mean((1, 3))
        return part[:, ::-1] if place.mirrored else part
