"""One thread: the networks here are tiny, and test runners share the machine."""

from pathlib import Path

import pytest
import torch

torch.set_num_threads(1)

MODELS = Path(__file__).resolve().parents[2]
SHARED = MODELS.parents[1] / "shared"


@pytest.fixture
def shared() -> Path:
    """The folder of photos and first weights beside the repository; a test that needs it fails without it."""
    if not SHARED.is_dir():
        pytest.fail(f"this test needs {SHARED.name}/ beside the repository (photos and first weights)")
    return SHARED


@pytest.fixture
def models() -> Path:
    """The folder of exported networks."""
    return MODELS
