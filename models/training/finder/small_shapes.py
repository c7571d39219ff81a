"""Small damage of the training law, which comes in numbers: hairs, dust, specks and scuffs.

Lengths are in crop pixels.
"""

import numpy as np

from ..masks import Rng, log_uniform
from .canvas import Canvas, Layer, anywhere, blob, change_of, light_or_dark, wander


def hairs(rng: Rng, size: int) -> list[Layer]:
    """One to three hairs or fibres: thin, smoothly curved, of one width."""
    colour, absolute = light_or_dark(rng, light=0.5)
    canvas = Canvas(size)
    for _ in range(int(rng.integers(1, 4))):
        angle, turn = rng.uniform(0, 2 * np.pi), rng.normal(0, 0.06)
        x, y = anywhere(rng, size, 0)
        points = [(x, y)]
        for _ in range(int(log_uniform(rng, 15, 150) / 2)):
            turn += rng.normal(0, 0.015)
            angle += turn
            x, y = x + 2 * np.cos(angle), y + 2 * np.sin(angle)
            points.append((float(x), float(y)))
        canvas.line(points, log_uniform(rng, 0.6, 2.2))
    return [Layer(canvas.plane(rng.uniform(0, 0.7)) * rng.uniform(0.4, 1), colour, absolute)]


def dust(rng: Rng, size: int) -> list[Layer]:
    """Specks of one kind, few large ones or many small ones."""
    colour, absolute = light_or_dark(rng, least=20)
    canvas = Canvas(size)
    largest = log_uniform(rng, 0.8, 6)
    for _ in range(int(log_uniform(rng, 1, 40))):
        centre = anywhere(rng, size, 0)
        canvas.polygon(blob(rng, centre, log_uniform(rng, 0.5, largest + 0.1), rng.uniform(0, 1)))
    return [Layer(canvas.plane(rng.uniform(0, 0.7)) * rng.uniform(0.5, 1), colour, absolute)]


def specks(rng: Rng, size: int) -> list[Layer]:
    """The specks of a glass plate: many, of one to three pixels, light and dark, each of its own strength."""
    light, largest = rng.choice([0.05, 0.5, 0.95]), log_uniform(rng, 0.6, 2)
    count = log_uniform(rng, 6, 150)
    layers = []
    for _ in range(int(rng.integers(2, 5))):
        colour = change_of(rng, 1 if rng.random() < light else -1, 12, 130)
        canvas = Canvas(size)
        for _ in range(int(count * rng.uniform(0.2, 1))):
            radius, rough = log_uniform(rng, 0.35, largest), rng.uniform(0, 1)
            shade = int(255 * rng.uniform(0.45, 1))
            canvas.polygon(blob(rng, anywhere(rng, size, 0), radius, rough), shade)
        layers.append(Layer(canvas.plane(rng.uniform(0, 0.4)), colour, False))
    return layers


def scuffs(rng: Rng, size: int) -> list[Layer]:
    """Short hairline scratches that gather around a place, in a few directions, each of its own strength."""
    centre, spread = anywhere(rng, size, 0), np.array([log_uniform(rng, 0.05, 0.5) for _ in range(2)]) * size
    ways = rng.uniform(0, np.pi, int(rng.integers(1, 4)))
    sign = 1 if rng.random() < 0.7 else -1
    count, longest, widest = log_uniform(rng, 5, 50), log_uniform(rng, 6, 60), log_uniform(rng, 0.6, 1.5)
    layers = []
    for _ in range(2):
        canvas = Canvas(size)
        for _ in range(int(count * rng.uniform(0.3, 1))):
            x, y = rng.normal(centre, spread)
            angle = float(rng.choice(ways)) + rng.normal(0, 0.15)
            points = wander(rng, (float(x), float(y)), angle, log_uniform(rng, 3, longest), 0.12, 3)
            canvas.line(points, log_uniform(rng, 0.5, widest + 0.01), int(255 * rng.uniform(0.45, 1)))
        layers.append(Layer(canvas.plane(rng.uniform(0, 0.4)), change_of(rng, sign, 12, 110), False))
    return layers
