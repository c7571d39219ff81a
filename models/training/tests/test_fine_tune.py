"""daguerre-train: a plain folder of photos to a network with its card."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from PIL import Image, ImageCms

from training import fine_tune, held_out
from training.card import sha256_of
from training.export import export
from training.photos import read_photos
from training.pixels import is_grey, read_pixels
from training.tiny import tiny_denoiser
from training.train import Trainer

TRAINING = Path(fine_tune.__file__).resolve().parent
SIDE = 208


@pytest.fixture(autouse=True)
def few_problems(monkeypatch):
    """The comparison on held-out photos takes fewer problems here."""
    monkeypatch.setattr(held_out, "BATCHES", 2)


def colours(seed: int, width: int = SIDE, height: int = SIDE) -> Image.Image:
    """A picture of smooth colours with some detail."""
    rng = np.random.default_rng(seed)
    small = Image.fromarray(rng.integers(0, 256, (6, 6, 3), np.uint8))
    return small.resize((width, height), Image.Resampling.BICUBIC)


@pytest.fixture
def photos(tmp_path) -> Path:
    """A plain folder: colour photos in two folders, a grey one, and files that can't be used."""
    folder = tmp_path / "My photos"
    (folder / "1998" / "summer").mkdir(parents=True)
    for index in range(4):
        colours(index).save(folder / f"{index}.png")
        colours(10 + index).save(folder / "1998" / "summer" / f"{index}.JPG", quality=95)
    colours(30).convert("L").save(folder / "grey.png")
    colours(40, 100, 80).save(folder / "small.png")
    (folder / "broken.jpg").write_bytes((folder / "0.png").read_bytes()[:400])
    (folder / "notes.txt").write_text("no photo")
    (folder / ".hidden.png").write_bytes(b"no photo")
    return folder


@pytest.fixture
def start(tmp_path) -> Path:
    """A tiny network with a card, to begin with."""
    path = tmp_path / "start" / "tiny.onnx"
    path.parent.mkdir()
    export(tiny_denoiser(), path, {"version": "4", "specialists": ["other.onnx"]})
    return path


def arguments(photos: Path, start: Path, steps: int) -> list[str]:
    """A short run."""
    fixed = ["--batches", "32:4:0.5,64:4:0.5", "--device", "cpu", "--no-bf16", "--seed", "3"]
    return [str(photos), "--from", str(start), "--steps", str(steps), *fixed]


def test_a_plain_folder_becomes_a_network_with_a_card(photos, start, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    fine_tune.main(arguments(photos, start, 6))
    said = capsys.readouterr()
    assert "8 photos to learn from (1 without colour), 1 held out" in said.out
    left_out = said.err.splitlines()
    assert len(left_out) == 2
    assert left_out[0].startswith(f"{photos / 'broken.jpg'} is left out: it can't be read as a picture")
    assert left_out[1] == f"{photos / 'small.png'} is left out: it has 100 x 80 pixels, and both sides need 192."
    network = tmp_path / "daguerre-trained" / "My-photos" / "My-photos.onnx"
    card = json.loads(network.with_suffix(".json").read_text(encoding="utf-8"))
    assert card["sha256"] == sha256_of(network) and card["bytes"] == network.stat().st_size
    assert card["data"] == {"photos": 8, "heldOut": 1, "sources": "photos of the folder My photos"}
    assert card["training"]["from"] == {"name": "tiny", "version": "4", "sha256": sha256_of(start)}
    assert card["training"]["steps"] == 6 and card["training"]["heldOutLossRatio"] > 0
    assert "specialists" not in card
    session = onnxruntime.InferenceSession(str(network), providers=["CPUExecutionProvider"])
    assert [i.name for i in session.get_inputs()] == ["pivot", "anchor", "std", "geometry"]


def test_the_same_command_continues_a_stopped_run(photos, start, tmp_path, monkeypatch, capsys):
    whole, parts = (["--out", str(tmp_path / name)] for name in ("whole", "parts"))
    fine_tune.main([*arguments(photos, start, 5), *whole])
    step = Trainer.train_step

    def stop_at_two(trainer, batch):
        if trainer.state.step == 2:
            raise KeyboardInterrupt
        step(trainer, batch)

    monkeypatch.setattr(Trainer, "train_step", stop_at_two)
    with pytest.raises(SystemExit) as stopped:
        fine_tune.main([*arguments(photos, start, 5), *parts])
    assert stopped.value.code == 130 and "The same command continues it" in capsys.readouterr().err
    monkeypatch.undo()
    fine_tune.main([*arguments(photos, start, 5), *parts])
    assert "is at step 2" in capsys.readouterr().out
    assert sha256_of(tmp_path / "parts" / "My-photos.onnx") == sha256_of(tmp_path / "whole" / "My-photos.onnx")


def refusal(given: list[str], capsys) -> str:
    """What the command says when it refuses."""
    with pytest.raises(SystemExit) as refused:
        fine_tune.main(given)
    assert refused.value.code == 2
    return capsys.readouterr().err


def test_what_cannot_be_trained_is_refused_in_a_sentence(photos, start, tmp_path, capsys):
    fine_tune.main([*arguments(photos, start, 1), "--out", str(tmp_path / "run")])
    capsys.readouterr()
    empty, one = tmp_path / "empty", tmp_path / "one"
    empty.mkdir()
    one.mkdir()
    colours(1).save(one / "a.png")
    assert "isn't a folder" in refusal(arguments(tmp_path / "nowhere", start, 1), capsys)
    assert "has no photo to learn from" in refusal(arguments(empty, start, 1), capsys)
    held = [*arguments(one, start, 1), "--out", str(tmp_path / "run")]
    assert "holds a run of other photos or of another network" in refusal(held, capsys)
    large = [*arguments(photos, start, 1), "--batches", "400:4:1"]
    assert "name crops of at most 144 pixels" in refusal(large, capsys)
    (tmp_path / "text.onnx").write_text("no network")
    assert "isn't a network that this program can continue" in refusal(
        [*arguments(photos, tmp_path / "text.onnx", 1), "--out", str(tmp_path / "other")], capsys
    )
    assert "isn't there; name the network" in refusal(arguments(photos, tmp_path / "no.onnx", 1), capsys)


def test_without_colour_the_problems_of_colour_are_left_out(start, tmp_path, capsys):
    folder = tmp_path / "grey"
    folder.mkdir()
    for index in range(3):
        colours(index).convert("L").save(folder / f"{index}.png")
    fine_tune.main([*arguments(folder, start, 2), "--out", str(tmp_path / "run")])
    said = capsys.readouterr()
    assert "No photo has colours, so the problems that need them are left out (grey, nothing)." in said.err
    assert "2 photos to learn from (2 without colour), 1 held out" in said.out


def test_one_photo_in_twenty_is_held_out_and_new_photos_do_not_change_the_others(tmp_path):
    for index in range(30):
        colours(index, 192, 192).save(tmp_path / f"{index}.png")
    before = {p.path.name for p in read_photos(tmp_path).photos if p.held_out}
    assert len(before) == 2
    colours(99, 192, 192).save(tmp_path / "new.png")
    assert len(before & {p.path.name for p in read_photos(tmp_path).photos if p.held_out}) >= 1


def test_large_photos_are_reduced_turned_upright_and_read_in_their_own_colours(tmp_path):
    photo = colours(1, 1200, 800)
    exif = Image.Exif()
    exif[0x0112] = 6
    photo.save(tmp_path / "turned.jpg", quality=95, exif=exif)
    assert read_pixels(tmp_path / "turned.jpg", 600).shape == (600, 400, 3)
    colours(1, 2000, 300).save(tmp_path / "wide.png")
    assert read_pixels(tmp_path / "wide.png", 600).shape == (192, 1280, 3)
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()
    photo.save(tmp_path / "odd.png", icc_profile=lab)
    assert read_pixels(tmp_path / "odd.png").shape == (800, 1200, 3)
    deep = Image.fromarray(np.full((200, 200), 40_000, np.uint16))
    deep.save(tmp_path / "deep.png")
    assert np.unique(read_pixels(tmp_path / "deep.png")).tolist() == [40_000 >> 8]


def test_grey_and_sepia_photos_have_no_colour_of_their_own():
    photo = np.asarray(colours(1))
    luma = np.asarray(colours(1).convert("L")).astype(np.float64)[..., None] / 255
    sepia = (255 * luma ** np.array([0.8, 1.0, 1.3])).round().astype(np.uint8)
    assert not is_grey(photo)
    assert is_grey(np.repeat((255 * luma).astype(np.uint8), 3, 2)) and is_grey(sepia)


def test_a_manifest_needs_only_its_files_and_tells_the_card_their_licences(photos, start, tmp_path, capsys):
    rows = [f"{i}.png,{licence}" for i, licence in enumerate(["CC0", "CC0", "CC BY", ""])]
    (photos / "manifest.csv").write_text("\n".join(["file,licence", *rows, "lost.png,CC0", "grey.png,"]))
    fine_tune.main([*arguments(photos, start, 1), "--out", str(tmp_path / "run")])
    said = capsys.readouterr()
    assert f"{photos / 'lost.png'} is left out: manifest.csv lists it, but it isn't there." in said.err
    assert "4 photos to learn from (1 without colour), 1 held out" in said.out
    card = json.loads((tmp_path / "run" / "My-photos.json").read_text(encoding="utf-8"))
    assert card["data"]["licences"] == {"CC0": 3, "CC BY": 1}


def test_the_guide_shows_options_that_there_are():
    guide = (TRAINING.parents[1] / "docs" / "fine-tuning.md").read_text(encoding="utf-8")
    shown = [words.split()[1:] for words in re.findall(r"^ +trainer/bin/(daguerre-train .+)$", guide, re.MULTILINE)]
    assert shown == [["my-photos", "--minutes", "10"]]
    assert fine_tune.parse_options(shown[0]).network == Path("daguerre-trained/my-photos/my-photos.onnx")
    for option in set(re.findall(r"`(--[a-z-]+ [\d.,:a-z-]+)`", guide)):
        fine_tune.parse_options(["my-photos", *option.split()])
    assert "--model daguerre-trained/my-photos/my-photos.onnx" in guide


def test_the_installed_package_has_the_command_and_the_network_to_begin_with(photos, start, tmp_path):
    target = tmp_path / "installed"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--target", str(target), str(TRAINING)], check=True, capture_output=True)
    assert (target / "daguerre_training" / "eps-universal.onnx").stat().st_size > 20_000_000
    assert not (target / "daguerre_training" / "tests").exists()
    command = target / "bin" / "daguerre-train"
    ran = subprocess.run(
        [command, *arguments(photos, start, 1), "--threads", "1"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(target), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr.count("\n")) == (0, 2), ran.stderr
    assert (tmp_path / "daguerre-trained" / "My-photos" / "My-photos.onnx").exists()
