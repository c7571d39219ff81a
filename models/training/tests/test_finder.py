"""The damage finder: its law, its size, and its exported graph."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from PIL import Image

from training.finder.canvas import Layer, change_of_hue
from training.finder.export import INPUTS, build_model
from training.finder.frames import bites, draw_frame, framed
from training.finder.hard import KEPT, hard_places
from training.finder.law import COVERED, THIN_WEIGHT, Worn, draw_layers, sparseness, wear
from training.finder.network import Finder, count_parameters, folded, multiply_adds
from training.finder.shapes import KINDS
from training.finder.start import read_start
from training.finder.train import finder_loss
from training.finder.unseen import UNSEEN, unseen_damage
from training.graph import GraphBuilder
from training.luma import LUMA_WEIGHTS
from training.photos import Crops, Photo

SIDE = 96


@pytest.fixture
def scene() -> np.ndarray:
    y, x = np.mgrid[0:SIDE, 0:SIDE].astype(np.float32)
    return np.stack([0.4 * np.sin(x / 17 + c) * np.cos(y / 23) for c in range(3)]).astype(np.float32)


def test_network_is_within_its_budget():
    finder = Finder()
    assert count_parameters(finder) <= 1_500_000
    assert multiply_adds(finder) <= 40_000


def test_exported_graph_gives_the_network_s_probability_with_its_normalisation_folded_in():
    torch.manual_seed(1)
    finder = Finder()
    for _ in range(3):
        finder(torch.randn(2, 3, 64, 64))
    finder.eval()
    picture = torch.rand(1, 3, 48, 80) * 2 - 1
    session = onnxruntime.InferenceSession(build_model(folded(finder)).SerializeToString())
    (found,) = session.run(None, {"picture": picture.numpy()})
    # The logarithm of the weight that damage has in the loss is taken off again.
    expected = torch.sigmoid(finder(picture) - np.log(THIN_WEIGHT)).detach().numpy()
    assert found.shape == (1, 1, 48, 80)
    assert np.abs(found - expected).max() < 2e-3  # weights are fp16 in the file
    shifted = onnxruntime.InferenceSession(build_model(folded(finder), 1.0).SerializeToString())
    (raised,) = shifted.run(None, {"picture": picture.numpy()})
    assert np.abs(np.log(raised / (1 - raised)) - np.log(found / (1 - found)) - 1).max() < 1e-3


def test_training_goes_on_from_an_exported_finder_where_it_was(tmp_path: Path):
    torch.manual_seed(4)
    finder = Finder()
    for _ in range(3):
        finder(torch.randn(2, 3, 64, 64))
    finder.eval()
    onnx.save(build_model(folded(finder)), str(tmp_path / "finder.onnx"))
    pictures = torch.randn(4, 3, 64, 64).clamp(-1, 1)
    again = Finder()
    again.load_state_dict(read_start(tmp_path / "finder.onnx", pictures))
    with torch.no_grad():
        expected = finder(pictures)
        assert (again.eval()(pictures) - expected).abs().max() < 0.02  # weights are fp16 in the file
        assert (again.train()(pictures) - expected).abs().max() < 0.02
    with pytest.raises(ValueError, match="no finder"):
        other = GraphBuilder({})
        other.node("Identity", ["picture"], ["damage"])
        onnx.save(other.model("other", INPUTS, {"damage": INPUTS["picture"]}), str(tmp_path / "other.onnx"))
        read_start(tmp_path / "other.onnx", pictures)


def test_sparse_detail_is_told_from_texture(scene: np.ndarray):
    lawn = scene + np.random.default_rng(5).normal(0, 0.2, scene.shape[1:]).astype(np.float32)
    ropes = scene.copy()
    ropes[:, 40:42, :] = 0.9
    assert sparseness(scene) < sparseness(lawn) < 4
    assert sparseness(ropes) > 8


def test_a_pixel_depends_on_at_most_112_pixels_around_it():
    torch.manual_seed(2)
    finder = Finder().eval()
    picture = torch.zeros(1, 3, 320, 320, requires_grad=True)
    finder(picture)[0, 0, 160, 160].backward()
    rows = picture.grad[0].abs().sum((0, 2)).nonzero()
    assert rows.min() >= 160 - 112
    assert rows.max() <= 160 + 112


@pytest.mark.parametrize("kind", KINDS)
def test_damage_of_every_kind_is_drawn_and_stays_within_the_crop(kind: str):
    drawn = [KINDS[kind][0](np.random.default_rng(seed), SIDE) for seed in range(12)]
    for layers in drawn:
        for layer in layers:
            assert layer.coverage.shape == (SIDE, SIDE)
            assert layer.coverage.min() >= 0
            assert layer.coverage.max() <= 1
    assert max(layer.coverage.max() for layers in drawn for layer in layers) > COVERED


def test_undamaged_crops_are_clean_and_damage_is_where_the_layers_are(scene: np.ndarray):
    rng = np.random.default_rng(3)
    _, damage, weight = wear(rng, scene, [])
    assert damage.sum() == 0
    assert weight.min() == 1
    layers = draw_layers(rng, SIDE)
    picture, damage, weight = wear(rng, scene, layers)
    covered = np.max([layer.coverage for layer in layers], 0)
    assert picture.shape == (3, SIDE, SIDE)
    assert np.abs(picture).max() <= 1
    assert not (damage.astype(bool) & (covered < COVERED)).any()
    assert (weight[covered <= 0.05] == 1).all()


def test_the_loss_falls_as_the_logits_approach_the_damage():
    damage = torch.zeros(2, 1, 16, 16)
    damage[:, :, 4:6] = 1
    worn = Worn(torch.zeros(2, 3, 16, 16), damage, torch.ones_like(damage))
    losses = [float(finder_loss((2 * damage - 1) * strength, worn)) for strength in (-2.0, 0.0, 2.0, 6.0)]
    assert losses == sorted(losses, reverse=True)
    assert losses[-1] < 0.02


def test_a_framed_print_is_clean_up_to_its_edge_and_its_bites_are_damage(scene: np.ndarray):
    shares = []
    for seed in range(12):
        rng = np.random.default_rng(seed)
        frame = draw_frame(rng, SIDE)
        outside = frame.outside > 0.99
        assert 0 < outside.mean() < 0.8
        assert np.abs(framed(rng, scene, frame) - frame.ground)[:, outside].max() < 0.02
        torn = bites(rng, frame)
        assert torn.coverage[outside].max() < 0.02
        shares.append(float((torn.coverage > COVERED).mean()))
    assert max(shares) > 0.002


def test_another_hue_of_the_same_luma_is_damage(scene: np.ndarray):
    rng = np.random.default_rng(6)
    stroke = np.zeros((SIDE, SIDE), np.float32)
    stroke[40:44] = 1
    change = change_of_hue(rng)
    assert abs(float(change @ np.array(LUMA_WEIGHTS))) < 1e-6
    found = [wear(np.random.default_rng(seed), scene, [Layer(stroke, change, False)])[1].sum() for seed in range(9)]
    assert max(found) > 3 * SIDE


def test_hard_places_are_those_that_a_finder_takes_for_damage(tmp_path: Path):
    rng = np.random.default_rng(8)
    paths = [tmp_path / f"{name}.png" for name in "abc"]
    for path, lightest in zip(paths, (90, 255, 235), strict=True):
        Image.fromarray(rng.integers(40, lightest, (200, 200, 3), dtype=np.uint8)).save(path)
    crops = Crops([Photo(path, False, False) for path in paths[:2]])

    class Light(Finder):
        def forward(self, picture: torch.Tensor) -> torch.Tensor:
            return 20 * (picture.mean(1, keepdim=True) - 0.1)

    places = hard_places(Light(), crops, 64, 60, 3)
    assert 0 < len(places) <= 60 * KEPT
    assert {place.photo for place in places} == {1}
    near = [crops.near(rng, place, 64, 16) for place in places for _ in range(9)]
    assert crops.cut(near, 64).shape == (len(near), 3, 64, 64)
    assert {place.photo for place in near} == {1}
    # Grey photos have hard places of their own, even where colour photos have harder ones.
    both = Crops([Photo(paths[1], False, False), Photo(paths[2], True, False)])
    found = hard_places(Light(), both, 64, 60, 3)
    assert {place.photo for place in found[: int(60 * KEPT)]} == {0}
    assert {place.photo for place in found} == {0, 1}


@pytest.mark.parametrize("kind", UNSEEN)
def test_unseen_damage_changes_the_picture_where_it_says(kind: str, scene: np.ndarray):
    shares = []
    for seed in range(5):
        picture, damage = unseen_damage(np.random.default_rng(seed), kind, scene)
        assert picture.shape == scene.shape
        shares.append(damage.mean())
        if damage.any():
            assert np.abs(picture - scene).mean(0)[damage].min() > 0
    assert 0 < max(shares) < 0.5
