"""Whether a run's problems can be drawn from its photos, found out before the first step."""

from dataclasses import dataclass

from .law import KINDS
from .photos import Crops
from .train import Batch


@dataclass(frozen=True)
class Fit:
    """The batches and kinds of problems that the photos allow, and a sentence about what is left out."""

    batches: list[Batch]
    weights: dict[str, float]
    left_out: list[str]


def fit(crops: Crops, batches: list[Batch], weights: dict[str, float]) -> Fit:
    """Leaves out batches whose crops no photo holds, and problems that need colour where no photo has any.

    Args:
        crops: the photos.
        batches: kinds of batches.
        weights: kinds of problems and how often they are drawn.

    Raises ValueError, in a sentence, if nothing remains.
    """
    drawn = [kind for kind in KINDS if weights.get(kind.name, 0) > 0]
    left_out = []
    if all(crops.gray) and any(kind.colour_only for kind in drawn):
        names = ", ".join(kind.name for kind in drawn if kind.colour_only)
        left_out.append(f"No photo has colours, so the problems that need them are left out ({names}).")
        drawn = [kind for kind in drawn if not kind.colour_only]
    if not drawn:
        raise ValueError("No problem is left to draw; name others with --weights.")
    coloured = [short for short, gray in zip(crops.short, crops.gray, strict=True) if not gray]
    largest = min(max(coloured if kind.colour_only else crops.short) - 2 * kind.margin for kind in drawn)
    fitting = [batch for batch in batches if batch.side <= largest]
    if not fitting:
        raise ValueError(f"No photo is large enough; name crops of at most {largest // 16 * 16} pixels with --batches.")
    for batch in batches:
        if batch.side > largest:
            left_out.append(f"Crops of {batch.side} pixels are left out: no photo is large enough for them.")
    return Fit(fitting, {kind.name: weights[kind.name] for kind in drawn}, left_out)
