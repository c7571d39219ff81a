"""Draws the sheet of real prints: python -m training.prints PHOTOS OUT

The middle of each photo of PHOTOS is used unchanged and as a toned copy. Both get drawn scratches, dust and a brush
stroke, and are restored by the program itself (`npm start -- restore` with the default settings) and by OpenCV's Telea.
OUT gets a sheet for each at 100 %: damaged, restored, at detail 0, Telea, the print. The figures over the missing
pixels are printed to the standard output. Needs requirements-peers.txt.
"""

import argparse
import subprocess
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from .damage_law import fixed_damage
from .hole_scores import fleck_share, hole_psnr
from .holes import toned
from .peers import PEERS
from .tasks import levels, picture

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("scratches", "dust", "brush-12")
WIDEST = 480
"""Largest side of the middle square, in pixels."""
GAP = 6


def middle(path: Path) -> Tensor:
    """The photo's middle square [1,3,S,S] of at most WIDEST pixels."""
    with Image.open(path) as image:
        pixels = np.asarray(image.convert("RGB"))
    side = min(*pixels.shape[:2], WIDEST)
    top, left = ((length - side) // 2 for length in pixels.shape[:2])
    return picture(pixels[top : top + side, left : left + side])


def damage(side: int, seed: int) -> Tensor:
    """All kinds of damage at once, [1,1,S,S], 0 where missing."""
    mask = torch.ones(1, 1, side, side)
    for kind in KINDS:
        mask = mask * fixed_damage(kind, side, seed)
    return mask


def restore(damaged: Path, mask: Path, out: Path, *settings: str) -> Tensor:
    """The program's restoration, [1,3,S,S]."""
    words = ["restore", damaged, "--mask", mask, "--operator", "inpaint", "-o", out, *settings]
    command = ["npm", "start", "--silent", "--", *map(str, words)]
    out.unlink(missing_ok=True)
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return picture(np.asarray(Image.open(out).convert("RGB")))


def sheet(pictures: list[Tensor]) -> Image.Image:
    """The pictures side by side on grey."""
    side = pictures[0].shape[3]
    whole = Image.new("RGB", (len(pictures) * (side + GAP) - GAP, side), (119, 119, 119))
    for i, x in enumerate(pictures):
        whole.paste(Image.fromarray(levels(x[0])), (i * (side + GAP), 0))
    return whole


def main() -> None:
    parser = argparse.ArgumentParser(prog="training.prints", description=__doc__)
    parser.add_argument("photos", type=Path, help="folder of photos, JPEG, PNG or TIFF")
    parser.add_argument("out", type=Path, help="folder for the sheets, made where it is missing")
    parser.add_argument("--limit", type=int, default=4, help="number of photos, the first by name")
    options = parser.parse_args()
    out = options.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    photos = sorted(p for p in options.photos.iterdir() if p.suffix.lower() in {".jpg", ".png", ".tif"})
    print("| print | fill | PSNR | flecks % |\n|---|---|---|---|")
    for seed, path in enumerate(photos[: options.limit]):
        for tone in ("colour", "sepia"):
            truth = toned(middle(path), tone, seed)
            mask = damage(truth.shape[3], seed)
            missing = mask[0, 0] == 0
            # White damage on one print, black on the next.
            damaged = truth * mask + (1 - mask) * (0.9 if seed % 2 == 0 else -0.9)
            name = path.stem if tone == "colour" else f"{path.stem}-{tone}"
            files = [out / f"{name}-{part}.png" for part in ("damaged", "mask", "restored", "mean")]
            Image.fromarray(levels(damaged[0])).save(files[0])
            Image.fromarray(np.where(missing.numpy(), 255, 0).astype(np.uint8)).save(files[1])
            found = {
                "restored": restore(files[0], files[1], files[2]),
                "detail 0": restore(files[0], files[1], files[3], "--detail", "0"),
                "telea": PEERS["telea"](damaged[0], missing)[None],
                "truth": truth,
            }
            for fill, x in found.items():
                psnr, flecks = hole_psnr(x[0], truth[0], missing), fleck_share(x[0], missing)
                print(f"| {name} | {fill} | {psnr:.2f} | {100 * flecks:.1f} |", flush=True)
            sheet([damaged, *found.values()]).save(out / f"{name}-sheet.png")


if __name__ == "__main__":
    main()
