"""Philox gives the published numbers, and normals depend on coordinates alone."""

import numpy as np
import pytest

from training.philox import MEASUREMENT, RENEWED, SAMPLER, normals, philox, uniforms

# Random123's kat_vectors, philox4x32 10 rounds.
VECTORS = [
    ((0, 0, 0, 0), (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((0xFFFFFFFF,) * 4, (0xFFFFFFFF,) * 2, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]


@pytest.mark.parametrize(("counter", "key", "expected"), VECTORS)
def test_matches_the_published_vectors(counter, key, expected):
    words = philox(tuple(np.array([c], np.uint64) for c in counter), key)
    assert tuple(int(w[0]) for w in words) == expected


def test_a_window_of_the_noise_equals_the_noise_of_the_window():
    whole = normals(5, 3, 20, 30, SAMPLER, 2)
    part = normals(5, 3, 8, 10, SAMPLER, 2, left=7, top=9)
    assert np.array_equal(part, whole[:, 9:17, 7:17])


def test_normals_have_the_moments_of_a_standard_normal():
    values = normals(1, 3, 200, 200, SAMPLER).ravel()
    assert abs(values.mean()) < 0.01
    assert abs(values.std() - 1) < 0.01
    assert abs((values**4).mean() - 3) < 0.1


def test_streams_samples_channels_and_seeds_are_unrelated():
    base = normals(0, 2, 64, 64, SAMPLER)
    others = [
        normals(0, 2, 64, 64, MEASUREMENT),
        normals(0, 2, 64, 64, SAMPLER, 1),
        normals(1 << 32, 2, 64, 64, SAMPLER),
        normals(0, 2, 64, 64, RENEWED),
    ]
    for other in [*others, base[::-1]]:
        assert abs((base * other).mean()) < 0.05


def test_the_renewed_noises_steps_samples_and_channels_are_unrelated():
    keys = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (256, 0)]
    planes = [plane for sample, step in keys for plane in normals(0, 3, 64, 64, RENEWED, sample, step=step)]
    for i, plane in enumerate(planes):
        for other in planes[:i]:
            assert abs((plane * other).mean()) < 0.06


def test_uniforms_lie_strictly_between_zero_and_one():
    values = uniforms(0, 100, 100, 3)
    assert 0 < values.min() < 0.01
    assert 0.99 < values.max() < 1
