"""Reads a photo for training: upright, in sRGB, 8 bits, not larger than needed; and finds photos without colour."""

from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, ImageOps

Pixels = NDArray[np.uint8]
"""[H,W,3], sRGB-encoded."""

SMALLEST = 192
"""Photos whose shorter side is below this (pixels) can't be used."""
TINT = 2.0
"""Root mean square (8-bit levels) by which the colours of a single-toned photo leave its tone at most.

Of every third photo of the shipped network, all 37 grey ones and 8 of 400 others (toned prints) are below.
"""
TONES = 32
"""Steps of brightness, each of which has one colour in a single-toned photo."""


def read_pixels(path: Path, long_side: int | None = None) -> Pixels:
    """The photo as it is meant to be seen. Pillow's errors of many kinds are passed on.

    Args:
        path: a file that Pillow reads.
        long_side: pixels of the longer side at most; the shorter one stays at SMALLEST or above. None keeps the size.
    """
    with Image.open(path) as image:
        if long_side:
            image.draft(None, (long_side, long_side))  # a JPEG can be decoded at a half of its size or less
        upright = ImageOps.exif_transpose(image)
        srgb = _to_srgb(upright)
    if long_side:
        factor = max(long_side / max(srgb.size), SMALLEST / min(srgb.size))
        if factor < 1:
            srgb = srgb.resize([max(1, round(side * factor)) for side in srgb.size], Image.Resampling.LANCZOS)
    return np.asarray(srgb)


def _to_srgb(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):  # Pillow would clip these to 8 bits
        return Image.fromarray((np.asarray(image) >> 8).astype(np.uint8)).convert("RGB")
    profile = image.info.get("icc_profile")
    if profile and image.mode in ("RGB", "CMYK"):
        try:
            own = ImageCms.ImageCmsProfile(BytesIO(profile))
            found = ImageCms.profileToProfile(image, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
            return found or image.convert("RGB")
        except (ImageCms.PyCMSError, OSError):
            pass  # a damaged profile is no reason to do without the photo
    return image.convert("RGB")


def is_grey(pixels: Pixels) -> bool:
    """Whether a photo has a single tone (grey, sepia, ...): its colour is a function of its brightness.

    From such photos the network would learn that nothing has colours of its own.
    """
    step = max(1, min(pixels.shape[:2]) // SMALLEST)
    sample = pixels[::step, ::step].reshape(-1, 3).astype(np.float64)
    luma = sample @ (0.299, 0.587, 0.114)
    tones = np.minimum((luma * TONES / 256).astype(int), TONES - 1)
    counts = np.maximum(np.bincount(tones, minlength=TONES), 1)
    squares = 0.0
    for channel in (0, 2):
        tint = sample[:, channel] - luma
        means = np.bincount(tones, tint, TONES) / counts
        squares += float(np.mean((tint - means[tones]) ** 2))
    return (squares / 2) ** 0.5 <= TINT
