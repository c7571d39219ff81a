"""Philox 4x32-10 (Salmon et al. 2011): random numbers keyed by seed and coordinate, the same on every machine."""

import numpy as np
from numpy.typing import NDArray

SAMPLER, MEASUREMENT, PROBING, MASKS, LAST_STATE, LAST_MEASUREMENT, RENEWED = range(7)
"""Streams: the sampler's start, measurement noise, probing, evaluation masks, the last call, renewed noise."""

_MULTIPLIERS = (np.uint64(0xD2511F53), np.uint64(0xCD9E8D57))
_WEYL = (0x9E3779B9, 0xBB67AE85)
_LOW = np.uint64(0xFFFFFFFF)
_SHIFT = np.uint64(32)

Words = NDArray[np.uint64]


def philox(counter: tuple[Words, Words, Words, Words], key: tuple[int, int]) -> tuple[Words, Words, Words, Words]:
    """Ten rounds of Philox 4x32.

    Args:
        counter: four arrays of 32-bit words (as uint64) that broadcast against each other.
        key: two 32-bit words.

    Returns:
        Four arrays of 32-bit words (as uint64).
    """
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        p0, p1 = c0 * _MULTIPLIERS[0], c2 * _MULTIPLIERS[1]
        c0, c1, c2, c3 = (
            (p1 >> _SHIFT) ^ c1 ^ np.uint64(k0),
            p1 & _LOW,
            (p0 >> _SHIFT) ^ c3 ^ np.uint64(k1),
            p0 & _LOW,
        )
        k0, k1 = (k0 + _WEYL[0]) & 0xFFFFFFFF, (k1 + _WEYL[1]) & 0xFFFFFFFF
    return c0, c1, c2, c3


def _words(
    seed: int, channels: int, height: int, width: int, stream: int, sample: int, left: int, top: int, step: int = 0
) -> tuple[Words, Words, Words, Words]:
    x = (np.arange(width, dtype=np.uint64) + np.uint64(left))[None, None, :]
    y = (np.arange(height, dtype=np.uint64) + np.uint64(top))[None, :, None]
    c = np.uint64(step << 8) | np.arange(channels, dtype=np.uint64)[:, None, None]
    last = np.uint64((stream << 24) | sample)
    counter = tuple(np.broadcast_to(a, (channels, height, width)) for a in (x, y, c, last))
    return philox(counter, (seed & 0xFFFFFFFF, (seed >> 32) & 0xFFFFFFFF))  # type: ignore[arg-type]


def unit(word: Words) -> NDArray[np.float64]:
    """(word + 0.5) / 2^32, strictly between 0 and 1."""
    return (word.astype(np.float64) + 0.5) / 4294967296.0


def normals(
    seed: int,
    channels: int,
    height: int,
    width: int,
    stream: int,
    sample: int = 0,
    left: int = 0,
    top: int = 0,
    step: int = 0,
) -> NDArray[np.float64]:
    """Standard normals [channels,height,width]; counter (x, y, step << 8 | channel, stream << 24 | sample).

    The cosine branch of Box-Muller on the first two words: sqrt(-2 ln u0) cos(2 pi u1).
    """
    r0, r1, _, _ = _words(seed, channels, height, width, stream, sample, left, top, step)
    return np.sqrt(-2 * np.log(unit(r0))) * np.cos(2 * np.pi * unit(r1))


def uniforms(seed: int, height: int, width: int, stream: int, sample: int = 0) -> NDArray[np.float64]:
    """The first uniform u0 at counter (x, y, 0, stream << 24 | sample), [height,width]."""
    return unit(_words(seed, 1, height, width, stream, sample, 0, 0)[0])[0]
