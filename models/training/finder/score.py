"""Scores the damage finder: python -m training.finder.score PHOTOS --model damage.onnx [--clean FOLDER ...]

PHOTOS are the training photos with their manifest; the held-out ones get damage of kinds that training didn't draw.
--clean names folders of photos without damage, of which as little as possible should be marked. A pixel's
probability is the larger of those at the photo's own and at half resolution, as in the program.
"""

import argparse
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from scipy.ndimage import binary_dilation

from .unseen import UNSEEN, Picture, made_photos, read_picture

TOLERANCE = 2
"""Pixels by which a mark may be beside the damage, and the damage beside a mark."""
MULTIPLE = 16
THRESHOLDS = (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


class Marker:
    """An exported finder."""

    def __init__(self, model: Path, threads: int) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        self.session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])

    def _one(self, picture: Picture) -> Picture:
        h, w = picture.shape[1:]
        padded = np.pad(picture, ((0, 0), (0, -h % MULTIPLE), (0, -w % MULTIPLE)), mode="edge")
        return self.session.run(None, {"picture": padded[None]})[0][0, 0, :h, :w]

    def probability(self, picture: Picture) -> Picture:
        """Probability of damage [H,W] of a picture [3,H,W] in [-1, 1]."""
        _, h, w = picture.shape
        even = np.pad(picture, ((0, 0), (0, h % 2), (0, w % 2)), mode="edge")
        half = even.reshape(3, even.shape[1] // 2, 2, even.shape[2] // 2, 2).mean((2, 4))
        enlarged = self._one(half).repeat(2, 0).repeat(2, 1)[:h, :w]
        return np.maximum(self._one(picture), enlarged)


def grown(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask with all pixels within TOLERANCE of it (a square)."""
    return binary_dilation(mask, np.ones((3, 3), bool), iterations=TOLERANCE)


def score_damaged(marker: Marker, folder: Path, count: int) -> None:
    """Prints recall and precision per kind and threshold."""
    sums = {kind: np.zeros((len(THRESHOLDS), 4)) for kind in UNSEEN}
    for kind, scene, truth in made_photos(folder, count):
        probability = marker.probability(scene)
        for row, threshold in enumerate(THRESHOLDS):
            marks = probability >= threshold
            found, right = truth & grown(marks), marks & grown(truth)
            sums[kind][row] += (found.sum(), truth.sum(), right.sum(), marks.sum())
    print(f"{count} held-out photos, recall / precision in % by threshold")
    print(f"{'':18}" + "".join(f"{t:>14}" for t in THRESHOLDS))
    for kind, rows in [*sums.items(), ("all", sum(sums.values()))]:
        cells = [f"{100 * f / max(1, t):6.1f} /{100 * r / max(1, m):6.1f}" for f, t, r, m in rows]
        print(f"{kind:18}" + "".join(f"{cell:>14}" for cell in cells))


def score_clean(marker: Marker, folder: Path) -> None:
    """Prints the share of marked pixels by threshold: mean, and the worst photo."""
    paths = sorted(p for p in folder.iterdir() if p.suffix.lower() in (".png", ".jpg", ".jpeg"))
    answers = (marker.probability(read_picture(path)) for path in paths)
    shares = np.array([[(answer >= t).mean() for t in THRESHOLDS] for answer in answers])
    worst = shares.argmax(0)
    print(f"{folder.name}: {len(paths)} photos, % marked by threshold: mean, and the worst photo")
    print("".join(f"{100 * m:>14.3f}" for m in shares.mean(0)))
    print("".join(f"{100 * shares[w, i]:>6.2f} {paths[w].stem[-7:]}" for i, w in enumerate(worst)))


def main() -> None:
    parser = argparse.ArgumentParser(prog="training.finder.score", description=__doc__)
    parser.add_argument("photos", type=Path, help="folder with manifest.csv and the photos it lists")
    parser.add_argument("--model", type=Path, required=True, help="file: exported finder")
    parser.add_argument("--clean", type=Path, nargs="*", default=[], help="folders of photos without damage")
    parser.add_argument("--count", type=int, default=60, help="number of damaged photos")
    parser.add_argument("--threads", type=int, default=1, help="number of processor threads")
    arguments = parser.parse_args()
    marker = Marker(arguments.model, arguments.threads)
    score_damaged(marker, arguments.photos, arguments.count)
    for folder in arguments.clean:
        score_clean(marker, folder)


if __name__ == "__main__":
    main()
