"""The committed golden files equal the output of this code."""

import json
import math

import pytest

from training.golden import golden_cases
from training.golden_masks import golden_masks
from training.golden_noise import golden_noise

CASES = golden_cases()


def close(found: object, expected: object) -> bool:
    """Equal up to the last of 12 digits, at any depth."""
    if isinstance(found, list | tuple) and isinstance(expected, list):
        return len(found) == len(expected) and all(close(a, b) for a, b in zip(found, expected, strict=True))
    if isinstance(found, dict) and isinstance(expected, dict):
        return found.keys() == expected.keys() and all(close(v, expected[k]) for k, v in found.items())
    if isinstance(found, float) and isinstance(expected, int | float):
        return math.isclose(found, expected, rel_tol=1e-8, abs_tol=1e-10)
    return found == expected


@pytest.mark.parametrize("name", CASES)
def test_golden_files_are_up_to_date(models, name):
    path = models.parent / "test" / "fixtures" / "golden" / f"{name}.json"
    assert path.stat().st_size < 150_000
    assert close(CASES[name], json.loads(path.read_text(encoding="utf-8")))


def test_no_golden_file_is_left_over(models):
    found = {path.stem for path in (models.parent / "test" / "fixtures" / "golden").glob("*.json")}
    assert found == set(CASES)


def test_golden_masks_are_up_to_date(models):
    path = models.parent / "test" / "fixtures" / "evaluation" / "masks.json"
    assert json.loads(path.read_text(encoding="utf-8")) == golden_masks()


def test_golden_noise_is_up_to_date(models):
    path = models.parent / "test" / "fixtures" / "evaluation" / "renewed-noise.json"
    assert close(golden_noise(), json.loads(path.read_text(encoding="utf-8")))
