"""The evaluation of holes: its damage, its scores, and the tool from end to end."""

import json
import sys

import numpy as np
import pytest
import torch

from training import holes
from training.colour_space import lab
from training.damage_law import DAMAGE, fixed_damage
from training.hole_scores import HoleScores, fleck_share, hole_psnr
from training.prints import damage, sheet
from training.tones import single_tone, tone_curve


@pytest.mark.parametrize("kind", DAMAGE)
def test_damage_depends_on_kind_size_and_photo_alone_and_covers_a_part(kind):
    mask = fixed_damage(kind, 160, 3)
    assert torch.equal(mask, fixed_damage(kind, 160, 3))
    assert not torch.equal(mask, fixed_damage(kind, 160, 4))
    assert set(mask.unique().tolist()) == {0.0, 1.0}
    assert 0.5 < mask.mean() < 0.99


def test_only_missing_pixels_count():
    truth = torch.zeros(3, 8, 8)
    missing = torch.zeros(8, 8, dtype=torch.bool)
    missing[2:4, 2:4] = True
    restored = torch.where(missing, 0.2, 1.0).expand(3, 8, 8)
    assert hole_psnr(restored, truth, missing) == pytest.approx(20.0, abs=1e-4)


def test_a_red_mark_on_grey_is_a_fleck_and_a_grey_one_is_none():
    missing = torch.zeros(32, 32, dtype=torch.bool)
    missing[4:7, 4:7] = True
    missing[20:22, 20:30] = True
    grey = torch.zeros(3, 32, 32)
    assert fleck_share(grey, missing) == 0
    red = grey.clone()
    red[0, 4:7, 4:7] = 0.5
    assert fleck_share(red, missing) == 0.5


def test_lab_has_its_known_colours():
    rgb = torch.tensor([[1.0, 1, 1], [1, -1, -1], [0, 0, 0]]).T.reshape(3, 1, 3)
    found = lab(rgb)[:, 0].T
    assert torch.allclose(found[0], torch.tensor([100.0, 0, 0]).double(), atol=0.01)
    assert torch.allclose(found[1], torch.tensor([53.24, 80.09, 67.20]).double(), atol=0.02)
    assert found[2, 1:].abs().max() < 0.01


def test_calibration_is_one_where_samples_and_truth_come_from_one_law():
    generator = torch.Generator().manual_seed(0)
    scores = HoleScores()
    missing = torch.zeros(64, 64, dtype=torch.bool)
    missing[8:56, 8:56] = True
    for _ in range(4):
        draws = 0.1 * torch.randn(6, 3, 64, 64, generator=generator)
        scores.add(draws[:5], draws[5], missing)
    row = scores.row()
    assert row["calibration_luma"] == pytest.approx(1, abs=0.05)
    assert row["calibration_chroma"] == pytest.approx(1, abs=0.05)


def test_a_toned_crop_keeps_its_luma_and_one_colour_per_luma(shared):

    luma = torch.linspace(-1, 1, 101).view(1, 1, -1)
    curve = tone_curve(np.random.default_rng(1), luma)
    assert curve.shape == (3, 1, 101)
    assert (curve[0] - curve[2]).abs().max() > 0.01
    x0 = torch.rand(8, 3, 16, 16) * 2 - 1
    assert torch.equal(single_tone(np.random.default_rng(0), x0, 0), x0)
    grey = [c for c in single_tone(np.random.default_rng(0), x0, 1) if torch.equal(c[0], c[1])]
    assert 0 < len(grey) < 8


@pytest.mark.parametrize("measured", [[], ["--quality", "60"]])
def test_the_tool_scores_a_network_on_held_out_photos(shared, models, capsys, monkeypatch, measured):
    tiny = models.parent / "test" / "fixtures" / "models" / "tiny.onnx"
    words = ["holes", str(shared / "photos"), "--model", str(tiny), "--limit", "1", "--kinds", "dust", "--samples", "2"]
    monkeypatch.setattr(sys, "argv", [*words, *measured, "--tone", "sepia", "--threads", "1", "--json"])
    holes.main()
    rows = json.loads(capsys.readouterr().out)["dust"]
    assert {"truth", "anchor", "one call", "one calm call", "ode", "sde", "sde-0.7"} == set(rows)
    assert rows["truth"]["psnr"] > 100 and 10 < rows["anchor"]["psnr"] < 50
    assert rows["sde"]["calibration_luma"] > 0


def test_a_print_gets_every_kind_of_damage_and_a_sheet_holds_its_pictures_side_by_side():
    mask = damage(160, 3)
    for kind in ("scratches", "dust", "brush-12"):
        assert torch.all(mask <= fixed_damage(kind, 160, 3))
    assert 0.7 < mask.mean() < 0.97
    whole = np.asarray(sheet([torch.full((1, 3, 20, 20), v) for v in (-1.0, 1.0)]))
    assert whole.shape == (20, 46, 3)
    assert (whole[:, :20] == 0).all() and (whole[:, 26:] == 255).all()
