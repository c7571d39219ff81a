"""Continues the network on your own photos: daguerre-train PHOTOS

PHOTOS is a folder of undamaged photos. The run is kept in a folder of its own; the same command continues it after a
stop, and writes the network and its card at the end.
"""

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from .card import read_card, sha256_of
from .export import export
from .fit import fit
from .held_out import loss_ratio
from .photos import LONG_SIDE, MANIFEST, Crops, Found, licences, read_photos
from .state import TrainingState
from .train import Trainer, add_run_options
from .weights import load_denoiser, read_weights, size_of

NETWORK = "eps-universal.onnx"
RUN = "run.json"


class RunError(Exception):
    """The run can't be made; the message is a sentence for the person."""


def shipped_network() -> Path:
    """The network that comes with the program: inside the installed package, or beside it in a clone."""
    here = Path(__file__).resolve().parent
    return next((folder / NETWORK for folder in (here, here.parent) if (folder / NETWORK).exists()), here / NETWORK)


def parse_options(arguments: list[str] | None = None) -> argparse.Namespace:
    """The command line's options."""
    p = argparse.ArgumentParser(
        prog="daguerre-train", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument("photos", type=Path, help="folder of photos, in folders as deep as you like")
    p.add_argument("--out", type=Path, help="folder of the run; default daguerre-trained/NAME OF PHOTOS, here")
    p.add_argument("--from", dest="start", type=Path, help="file: .onnx to begin with; default the program's own")
    p.add_argument(
        "--long-side", type=int, default=LONG_SIDE, help=f"pixels to which photos are reduced; default {LONG_SIDE}"
    )
    add_run_options(p, minutes=60, rate=1e-4)
    options = p.parse_args(arguments)
    name = re.sub(r"[^\w.-]+", "-", options.photos.resolve().name).strip("-.") or "photos"
    options.folder = options.out or Path("daguerre-trained") / name
    options.network = options.folder / f"{name}.onnx"
    options.out = options.folder / "checkpoint.pt"
    options.start = options.start or shipped_network()
    return options


def read_enough(options: argparse.Namespace) -> Found:
    """The photos, with a sentence on standard error for each that is left out. Raises ValueError or RunError."""
    found = read_photos(options.photos, options.long_side)
    for sentence in found.left_out:
        print(sentence, file=sys.stderr, flush=True)
    if sum(not photo.held_out for photo in found.photos) < 1:
        listed = " (those of its {MANIFEST}; without that file all photos count)"
        has_list = (options.photos / MANIFEST).exists()
        raise RunError(f"{options.photos} has too few photos to learn from{listed if has_list else ''}; it needs 2.")
    return found


def read_start(path: Path) -> dict[str, Tensor]:
    """The weights to begin with. Raises RunError."""
    try:
        return read_weights(path)
    except Exception as error:  # the readers of both formats raise errors of many kinds
        raise RunError(f"{path} isn't a network that this program can continue ({error}).") from error


def open_run(options: argparse.Namespace) -> TrainingState:
    """The run that the folder holds, or a new one. Raises RunError if it holds a run that differs."""
    if not options.start.is_file():
        raise RunError(f"{options.start} isn't there; name the network to begin with by --from FILE.onnx.")
    run = {"photos": str(options.photos.resolve()), "from": sha256_of(options.start)}
    record = options.folder / RUN
    if options.out.exists():
        if not record.exists() or json.loads(record.read_text(encoding="utf-8")) != run:
            raise RunError(
                f"{options.folder} holds a run of other photos or of another network. "
                "Name another folder with --out, or remove this one."
            )
        return TrainingState.load(options.out, options.device, options.rate, options.ema)
    weights = read_start(options.start)
    options.folder.mkdir(parents=True, exist_ok=True)
    record.write_text(json.dumps(run, indent=2) + "\n", encoding="utf-8")
    torch.manual_seed(options.seed)
    return TrainingState(size_of(weights), weights, options.device, options.rate, options.ema)


def card_fields(options: argparse.Namespace, state: TrainingState, found: Found, ratio: float | None) -> dict[str, Any]:
    """The fields of the result's card: its photos, its training, and the operators of the network it began with."""
    start = read_card(options.start.with_suffix(".json"))
    held_out = sum(photo.held_out for photo in found.photos)
    known = Counter(licences(options.photos))
    data: dict[str, Any] = {
        "photos": len(found.photos) - held_out,
        "heldOut": held_out,
        "sources": f"photos of the folder {options.photos.resolve().name}",
    }
    training: dict[str, Any] = {
        "program": "daguerre-train",
        "from": {key: start[key] for key in ("name", "version", "sha256") if key in start},
        "steps": state.step,
        "minutes": round(state.seconds / 60, 1),
        "optimizer": f"AdamW {options.rate:g} (0.9, 0.99), constant then cosine to zero",
        "crops": sorted({batch.side for batch in options.batches}),
    }
    if ratio is not None:
        training["heldOutLossRatio"] = round(ratio, 4)
    return {
        "version": "1",
        "data": data | ({"licences": dict(known)} if known else {}),
        "training": training,
        "scores": {},
    } | {key: start[key] for key in ("operators", "licence") if key in start}


def finish(options: argparse.Namespace, state: TrainingState, found: Found) -> None:
    """Compares the result with the network before, writes it with its card, and says how to use it."""
    after = load_denoiser(options.out)
    held_out = [photo for photo in found.photos if photo.held_out]
    ratio = None
    if held_out:
        ratio = loss_ratio(load_denoiser(options.start), after, Crops(held_out), options.weights)
        print(f"On the {len(held_out)} photos held out, the loss is {ratio:.3f} of the network's before.")
        if ratio >= 1:
            print("So the new network is no better on such photos. More photos or more --minutes may help.")
    export(after, options.network, card_fields(options, state, found, ratio))
    print(f"The network is {options.network}, its card is beside it. Use it by")
    print(f'    daguerre restore PHOTO -o RESULT --model "{options.network}" --operator ...')


def train(options: argparse.Namespace) -> None:
    """Runs or continues the training, and finishes it. Raises ValueError or RunError, in a sentence."""
    found = read_enough(options)
    crops = Crops([photo for photo in found.photos if not photo.held_out][: options.photo_limit])
    allowed = fit(crops, options.batches, options.weights)
    for sentence in allowed.left_out:
        print(sentence, file=sys.stderr, flush=True)
    options.batches, options.weights = allowed.batches, allowed.weights
    state = open_run(options)
    held_out = sum(photo.held_out for photo in found.photos)
    print(
        f"{len(crops.short)} photos to learn from ({sum(crops.gray)} without colour), {held_out} held out; "
        f"{options.folder} is at step {state.step}; on {options.device}",
        flush=True,
    )
    Trainer(state, crops, options).run()
    finish(options, state, found)


def main(arguments: list[str] | None = None) -> None:
    """The command daguerre-train. Exit status 2: the run can't be made; 130: interrupted."""
    options = parse_options(arguments)
    if options.threads:
        torch.set_num_threads(options.threads)
    try:
        train(options)
    except (RunError, ValueError) as error:
        print(error, file=sys.stderr)
        raise SystemExit(2) from error
    except KeyboardInterrupt:
        print(f"Stopped; {options.folder} keeps the run. The same command continues it.", file=sys.stderr)
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
