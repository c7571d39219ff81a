"""The evaluation of a folder from end to end, and of simple tools."""

import json
import sys

import pytest
import torch

from training import evaluate, peers
from training.operators import BlockMean, Luminance
from training.tasks import Problem


def test_a_folder_is_scored_with_luma_and_chroma_apart_and_missing_pixels_alone(shared, models, capsys, monkeypatch):
    tiny = models.parent / "test" / "fixtures" / "models" / "tiny.onnx"
    words = ["evaluate", str(shared / "eval" / "kodak24"), "--model", str(tiny), "--limit", "1", "--threads", "1"]
    monkeypatch.setattr(sys, "argv", [*words, "--operators", "inpaint-strokes", "denoise-50", "--json"])
    evaluate.main()
    noise, holes = json.loads(capsys.readouterr().out)
    assert (noise["operator"], holes["operator"]) == ("denoise-50", "inpaint-strokes")
    # Measured pixels keep their values, so a restoration is worse over the missing pixels alone.
    assert holes["hole_one"] < holes["one"] and "hole_one" not in noise
    # A value's error is at most the sum of the errors of its two parts, and the parts are orthogonal.
    for row in (noise, holes):
        assert max(row["crps_luma"], row["crps_chroma"]) < row["crps"] * 1.5
        low, high = sorted((row["calibration_luma"], row["calibration_chroma"]))
        assert low <= row["calibration"] <= high


def test_lanczos_keeps_a_plane_of_one_value_and_grey_is_left_grey():
    flat = torch.full((1, 3, 8, 8), 0.25)
    assert torch.allclose(peers.answers(Problem(BlockMean(4, 0.05), flat))["Lanczos"], torch.tensor(0.25), atol=1e-6)
    luma = torch.rand(1, 1, 8, 8)
    grey = peers.answers(Problem(Luminance(0.01), luma))["left grey"]
    assert grey.shape == (3, 8, 8) and torch.equal(grey[2], luma[0, 0])


def test_a_folder_without_a_photo_that_is_large_enough_ends_in_a_sentence():
    with pytest.raises(SystemExit, match="no photo is large enough for denoise-25"):
        list(evaluate.crops(evaluate.TASKS[0], [], 0))
