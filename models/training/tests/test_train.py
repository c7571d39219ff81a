"""Training: photos, the law, the loss, and a run that learns, resumes and exports."""

import csv
import shutil

import numpy as np
import pytest
import torch

from training import train
from training.export import export
from training.law import KINDS, draw_batch, draw_group, draw_sigma
from training.loss import BINS, CellMeans, sample_losses
from training.network import output_scale
from training.photos import Crops, Photo, read_manifest
from training.state import Ema
from training.weights import load_denoiser


@pytest.fixture
def photos(shared):
    """A few of the training photos."""
    return [p for p in read_manifest(shared / "photos") if not p.held_out][:12]


def test_the_manifest_gives_photos_grey_flags_and_a_fixed_held_out_set(shared):
    found = read_manifest(shared / "photos")
    with (shared / "photos" / "manifest.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert sum(p.held_out for p in found) == 40
    assert sum(not p.held_out for p in found) == 1256
    grey = {row["file"] for row in rows if row["gray"] == "1"}
    assert {p.path.name for p in found if p.gray} <= grey and any(p.gray for p in found)


def test_a_manifest_without_its_files_is_an_error(tmp_path):
    (tmp_path / "manifest.csv").write_text("name,width\na.jpg,3\n")
    with pytest.raises(ValueError, match="'file'"):
        read_manifest(tmp_path)


def test_grey_photos_are_left_out_of_colour_problems(photos):
    crops = Crops([Photo(p.path, i > 0, False) for i, p in enumerate(photos[:3])])
    crops.pixels[0] = np.full_like(crops.pixels[0], 255)
    drawn = crops.draw(np.random.default_rng(0), 20, 64, colour_only=True)
    assert torch.equal(drawn, torch.ones(20, 3, 64, 64))


@pytest.mark.parametrize("kind", range(len(KINDS)), ids=[k.name for k in KINDS])
def test_every_kind_of_problem_is_finite_and_its_pivot_is_truth_plus_predicted_noise(photos, kind):
    rng, crops = np.random.default_rng(1), Crops(photos)
    ratios = []
    for _ in range(6):
        group = draw_group(rng, crops, kind, 4, 64)
        assert all(torch.isfinite(v).all() for v in group.inputs.values())
        assert group.inputs["geometry"].shape == (4, 35)
        assert group.inputs["anchor"].abs().max() < 4
        error = (group.inputs["pivot"] - group.target) ** 2
        expected = (group.inputs["std"][:, :1] ** 2 + 2 * group.inputs["std"][:, 1:] ** 2) / 3
        ratios.append(error.mean((1, 2, 3)) / expected.mean((1, 2, 3)))
    # A JPEG's error is smaller than q^2/12 where whole coefficients vanish, and an anchor is nearer to the truth than
    # noise; the others are exact on average.
    low, high = {"jpeg": (0.05, 1.3), "calm": (0, 1.25)}.get(KINDS[kind].name, (0.8, 1.25))
    assert low < torch.cat(ratios).median() < high


def test_batches_depend_on_seed_and_step_alone(photos):
    one, other = (draw_batch(7, 3, Crops(photos), 8, 32) for _ in range(2))
    assert all(torch.equal(one[k], other[k]) for k in one)
    assert not torch.equal(one["target"], draw_batch(7, 4, Crops(photos), 8, 32)["target"])


def test_a_calm_problem_shows_the_anchor_without_noise(photos):
    kind = [k.name for k in KINDS].index("calm")
    group = draw_group(np.random.default_rng(1), Crops(photos), kind, 4, 64)
    missing = (group.inputs["std"] > 1).any(1, keepdim=True).expand_as(group.target)
    assert missing.any() and torch.all(group.sigma == 4)
    assert torch.allclose(group.inputs["pivot"][missing], group.inputs["anchor"][missing], atol=1e-4)


def test_a_run_draws_the_kinds_that_it_names(photos):
    names = [k.name for k in KINDS]
    drawn = [draw_batch(7, i, Crops(photos), 8, 32, {"calm": 1, "shot": 2})["kind"] for i in range(6)]
    assert {names[int(k)] for k in torch.cat(drawn)} == {"calm", "shot"}


def test_noise_levels_follow_the_law():
    sigma = draw_sigma(np.random.default_rng(0), 200_000)
    assert sigma.min() >= 0.01 and sigma.max() <= 40
    middle = sigma.log().median().item()
    assert middle == pytest.approx(-0.088, abs=0.02)  # the 15 % for the preview raise the median from -0.4
    assert (sigma > 10).float().mean().item() == pytest.approx(0.15 * np.log(4) / np.log(10) + 0.85 * 0.0269, abs=0.005)


def test_the_loss_weighs_luma_and_chroma_by_their_own_stds():
    target = torch.zeros(1, 3, 16, 16)
    std = torch.tensor([0.3, 2.0]).view(1, 2, 1, 1).expand(1, 2, 16, 16)
    grey = torch.full_like(target, 0.1)
    luma_share = (0.1 * (0.299 + 0.587 + 0.114)) ** 2 / (0.299**2 + 0.587**2 + 0.114**2)
    scale = output_scale(std)[0, :, 0, 0] ** 2
    expected = (luma_share / scale[0] + (0.03 - luma_share) / scale[1]) / 3
    found = sample_losses(grey, target, std, torch.zeros(1, 2, 16, 16))
    assert found.item() == pytest.approx(expected.item(), rel=1e-4)
    assert sample_losses(grey, target, std, torch.full((1, 2, 16, 16), 9.0)) < found


def test_cells_bring_every_operators_loss_to_one():
    cells = CellMeans(2)
    kind, sigma = torch.tensor([0, 1]), torch.tensor([0.01, 40.0])
    assert cells.bin(sigma).tolist() == [0, BINS - 1]
    for _ in range(3):
        scaled = cells.normalise(torch.tensor([100.0, 0.01]), kind, sigma)
    assert torch.allclose(scaled, torch.ones(2))


def run(photos, out, steps, extra=()):
    """A short run of a tiny network."""
    arguments = [str(photos), str(out), "--size", "tiny", "--steps", str(steps), "--photo-limit", "12"]
    fixed = ["--batches", "32:8:0.6,48:4:0.4", "--rate", "3e-3", "--ema", "0.9", "--no-bf16", "--device", "cpu"]
    train.main([*arguments, *fixed, *extra])


def mean_loss(denoiser, photos) -> float:
    """The unnormalised loss over fixed batches."""
    crops = Crops(photos)
    with torch.inference_mode():
        losses = []
        for step in range(12):
            b = draw_batch(99, step, crops, 8, 32)
            mean = denoiser(b["pivot"], b["anchor"], b["std"], b["geometry"])
            losses.append(sample_losses(mean, b["target"], b["std"], b["floor"]).mean())
    return float(torch.stack(losses).mean())


def test_a_short_run_learns_exports_and_can_start_another(shared, photos, tmp_path, capsys):
    run(shared / "photos", tmp_path / "a.pt", 0)
    before = mean_loss(load_denoiser(tmp_path / "a.pt"), photos)
    run(shared / "photos", tmp_path / "b.pt", 240)
    trained = load_denoiser(tmp_path / "b.pt")
    after = mean_loss(trained, photos)
    assert after < 0.97 * before
    assert "denoise" in capsys.readouterr().out
    export(trained, tmp_path / "b.onnx")
    run(shared / "photos", tmp_path / "c.pt", 0, ["--from", str(tmp_path / "b.onnx")])
    assert mean_loss(load_denoiser(tmp_path / "c.pt"), photos) == pytest.approx(after, rel=1e-2)


def test_a_plain_folder_trains_without_a_manifest(photos, tmp_path, capsys):
    (tmp_path / "plain").mkdir()
    for photo in photos[:3]:
        shutil.copy(photo.path, tmp_path / "plain")
    run(tmp_path / "plain", tmp_path / "a.pt", 1)
    assert "2 photos, step 0" in capsys.readouterr().out


def test_the_average_of_a_short_run_leaves_its_start(tmp_path):
    module = torch.nn.Linear(1, 1)
    ema = Ema(module, 0.9992)
    before = module.weight.item()
    torch.nn.init.constant_(module.weight, before + 1)
    for step in range(20):
        ema.update(module, step)
    assert ema.values["weight"].item() > before + 0.9


def test_an_interrupted_run_resumes_as_if_it_had_not_been(shared, tmp_path, monkeypatch):
    run(shared / "photos", tmp_path / "whole.pt", 12)
    step = train.Trainer.train_step

    def stop_at_five(trainer, batch):
        if trainer.state.step == 5:
            raise KeyboardInterrupt
        step(trainer, batch)

    monkeypatch.setattr(train.Trainer, "train_step", stop_at_five)
    run(shared / "photos", tmp_path / "parts.pt", 12)
    monkeypatch.undo()
    run(shared / "photos", tmp_path / "parts.pt", 12)
    whole, parts = (torch.load(tmp_path / f"{n}.pt", weights_only=True) for n in ("whole", "parts"))
    assert whole["step"] == parts["step"] == 12
    for part in ("ema", "network"):
        assert all(torch.equal(whole[part][k], parts[part][k]) for k in whole[part])
    assert all(torch.equal(whole["cells"][k], parts["cells"][k]) for k in whole["cells"])
