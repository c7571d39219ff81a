"""The kinds of damage of the training law, each drawn on layers: how much of a pixel is covered, and by which colour.

Lengths are in crop pixels.
"""

from collections.abc import Callable

import numpy as np
from scipy.spatial import Delaunay

from ..masks import Rng, log_uniform
from .canvas import Canvas, Layer, along, anywhere, blob, light_or_dark, smooth_outline, wander
from .small_shapes import dust, hairs, scuffs, specks


def scratches(rng: Rng, size: int) -> list[Layer]:
    """One to six scratches in nearly the same direction, thin and mostly straight; some cross the whole crop."""
    angle = rng.uniform(0, np.pi) if rng.random() < 0.5 else np.pi / 2 + rng.normal(0, 0.03)
    colour, absolute = light_or_dark(rng)
    canvas = Canvas(size)
    bend = rng.choice([0.0, 0.005, 0.03, 0.1])
    for _ in range(int(rng.integers(1, 7))):
        length = log_uniform(rng, 0.1, 2.5) * size
        start = anywhere(rng, size)
        points = wander(rng, start, angle + rng.normal(0, 0.03), length, bend, 6)
        back = wander(rng, start, angle + np.pi, length * rng.random(), bend, 6)
        canvas.line(back[::-1] + points, log_uniform(rng, 0.5, 4))
    plane = canvas.plane(rng.uniform(0, 0.8))
    if rng.random() < 0.6:
        plane = along(rng, plane)
    return [Layer(plane * log_uniform(rng, 0.25, 1), colour, absolute)]


def cracks(rng: Rng, size: int) -> list[Layer]:
    """A jagged crack that branches, dark or light, often with an edge of the other kind."""
    canvas, edge = Canvas(size), Canvas(size)
    offset = rng.normal(0, 1.2, 2)

    def branch(start: tuple[float, float], angle: float, length: float, width: float, depth: int) -> None:
        points = wander(rng, start, angle, length, rng.uniform(0.15, 0.5), rng.uniform(3, 8))
        widths = [max(0.5, width * float(rng.uniform(0.6, 1.4))) for _ in points]
        canvas.line(points, widths)
        edge.line([(x + offset[0], y + offset[1]) for x, y in points], [w + 0.7 for w in widths])
        for _ in range(int(rng.integers(0, 4)) if depth > 0 else 0):
            at = points[int(rng.integers(len(points)))]
            turn = rng.choice([-1, 1]) * rng.uniform(0.4, 1.5)
            branch(at, angle + turn, length * rng.uniform(0.2, 0.7), width * rng.uniform(0.5, 1), depth - 1)

    for _ in range(int(rng.integers(1, 3))):
        branch(
            anywhere(rng, size, 0),
            rng.uniform(0, 2 * np.pi),
            log_uniform(rng, 0.2, 1.6) * size,
            log_uniform(rng, 0.7, 3.5),
            2,
        )
    colour, absolute = light_or_dark(rng, light=0.5)
    core = canvas.plane(rng.uniform(0.1, 0.6)) * rng.uniform(0.5, 1)
    layers = [Layer(core, colour, absolute)]
    if rng.random() < 0.5:
        around = (edge.plane(0.5) - core).clip(0) * rng.uniform(0.2, 0.8)
        sign = -np.sign(colour.mean())
        layers.insert(0, Layer(around, np.full(3, sign * log_uniform(rng, 8, 60) / 127.5, np.float32), False))
    return layers


def streaks(rng: Rng, size: int) -> list[Layer]:
    """One to four wide soft streaks in nearly the same direction, as rollers and drying leave them."""
    angle = rng.uniform(0, np.pi) if rng.random() < 0.4 else np.pi / 2 + rng.normal(0, 0.02)
    canvas = Canvas(size)
    for _ in range(int(rng.integers(1, 5))):
        length = log_uniform(rng, 0.3, 2.5) * size
        points = wander(rng, anywhere(rng, size, 0.2), angle + rng.normal(0, 0.02), length, 0.01, 8)
        canvas.line(points, log_uniform(rng, 2, 9))
    change = (1 if rng.random() < 0.8 else -1) * log_uniform(rng, 14, 90) / 127.5
    plane = along(rng, canvas.plane(rng.uniform(0.8, 3)))
    return [Layer(plane, (change * (1 + rng.normal(0, 0.06, 3))).astype(np.float32), False)]


def curves(rng: Rng, size: int) -> list[Layer]:
    """One to four smooth curved scratches, often across the whole crop, that swell and thin."""
    colour, absolute = light_or_dark(rng)
    canvas = Canvas(size)
    for _ in range(int(rng.integers(1, 5))):
        angle, turn = rng.uniform(0, 2 * np.pi), rng.normal(0, 0.02)
        x, y = anywhere(rng, size)
        width = log_uniform(rng, 0.7, 4)
        points, widths = [(x, y)], [width]
        for _ in range(int(log_uniform(rng, 0.2, 2) * size / 3)):
            turn = 0.97 * turn + rng.normal(0, 0.008)
            angle += turn
            x, y = x + 3 * np.cos(angle), y + 3 * np.sin(angle)
            width = float(np.clip(width * np.exp(rng.normal(0, 0.12)), 0.5, 5))
            points.append((float(x), float(y)))
            widths.append(width)
        canvas.line(points, widths)
    return [Layer(canvas.plane(rng.uniform(0, 0.7)) * rng.uniform(0.4, 1), colour, absolute)]


def crackle(rng: Rng, size: int) -> list[Layer]:
    """A net of fine cracks over a part of the crop: bent edges between random points, some of them missing."""
    spacing = log_uniform(rng, 8, 45)
    count = max(8, int((size / spacing) ** 2))
    centre, spread = anywhere(rng, size, 0), log_uniform(rng, 0.15, 0.6) * size
    points = rng.normal(centre, spread, (count, 2)) if rng.random() < 0.7 else rng.uniform(0, size, (count, 2))
    triangles = Delaunay(points).simplices
    edges = {tuple(sorted((int(a), int(b)))) for t in triangles for a, b in zip(t, np.roll(t, 1), strict=True)}
    colour, absolute = light_or_dark(rng, light=0.5)
    canvas, width = Canvas(size), log_uniform(rng, 0.6, 2.2)
    for a, b in edges:
        length = float(np.hypot(*(points[a] - points[b])))
        if length > 3 * spacing or rng.random() < 0.35:
            continue
        middle = (points[a] + points[b]) / 2 + rng.normal(0, 0.12 * length, 2)
        canvas.line([tuple(points[a]), tuple(middle.tolist()), tuple(points[b])], width * float(rng.uniform(0.6, 1.5)))
    return [Layer(canvas.plane(rng.uniform(0, 0.6)) * rng.uniform(0.4, 1), colour, absolute)]


def rubbed(rng: Rng, size: int) -> list[Layer]:
    """Emulsion rubbed off: islands that gather around a place and grow together."""
    colour, absolute = light_or_dark(rng, light=0.7, least=20)
    canvas = Canvas(size)
    centre, spread = anywhere(rng, size, 0), rng.uniform(0.03, 0.2, 2) * size
    largest = log_uniform(rng, 2, 9)
    for _ in range(int(log_uniform(rng, 15, 200))):
        x, y = rng.normal(centre, spread)
        canvas.polygon(blob(rng, (float(x), float(y)), log_uniform(rng, 0.7, largest), rng.uniform(0.2, 1)))
    return [Layer(canvas.plane(rng.uniform(0, 0.8)) * rng.uniform(0.5, 1), colour, absolute)]


def flakes(rng: Rng, size: int) -> list[Layer]:
    """Emulsion that came off: ragged patches of paper, often with a dark or a light rim."""
    colour, _ = light_or_dark(rng, light=0.8)
    if abs(colour.mean()) < 0.4:
        colour = np.full(3, rng.uniform(0.6, 1), np.float32)
    canvas, rim = Canvas(size), Canvas(size)
    for _ in range(int(rng.integers(1, 5))):
        outline = blob(rng, anywhere(rng, size, 0), log_uniform(rng, 3, 0.14 * size), rng.uniform(0.4, 1))
        canvas.polygon(outline)
        rim.line([*outline, outline[0]], rng.uniform(1, 2.5))
    plane = canvas.plane(rng.uniform(0, 0.6))
    texture = rng.normal(0, rng.uniform(0, 0.05), plane.shape).astype(np.float32)
    layers = [Layer(plane * (0.97 + texture).clip(0.8, 1), colour, True)]
    if rng.random() < 0.5:
        change = rng.choice([-1, 1], p=[0.7, 0.3]) * log_uniform(rng, 15, 90) / 127.5
        layers.append(Layer(rim.plane(0.4) * 0.9, np.full(3, change, np.float32), False))
    return layers


def fold(rng: Rng, size: int) -> list[Layer]:
    """A crease across the crop: a broken core, and shading on one side, which isn't damage."""
    angle = rng.uniform(0, np.pi) if rng.random() < 0.6 else rng.choice([0, np.pi / 2]) + rng.normal(0, 0.05)
    middle = np.array(anywhere(rng, size, -0.15))
    way = np.array([np.cos(angle), np.sin(angle)])
    bend = rng.choice([0.0, 0.0, 0.01])
    ends = [wander(rng, tuple(middle), angle + turn, 1.5 * size, bend, 5) for turn in (np.pi, 0)]
    points = ends[0][::-1] + ends[1][1:]
    canvas = Canvas(size)
    width = log_uniform(rng, 1, 5)
    canvas.line(points, [max(0.6, width * float(rng.uniform(0.5, 1.5))) for _ in points])
    core = canvas.plane(rng.uniform(0.2, 0.8)) * rng.uniform(0.4, 1)
    if rng.random() < 0.5:
        core = along(rng, core)
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    distance = (x - middle[0]) * -way[1] + (y - middle[1]) * way[0]
    reach = log_uniform(rng, 3, 30)
    side = np.where(distance > 0, np.exp(-distance / reach), 0).astype(np.float32)
    shading = side * rng.normal(0, 14) / 127.5 * (rng.random() < 0.7)
    colour, absolute = light_or_dark(rng, light=0.7, least=15)
    return [Layer(core, colour, absolute, shading.astype(np.float32))]


def stain(rng: Rng, size: int) -> list[Layer]:
    """A dried drop: a slightly tinted inside, which isn't damage, and a thin rim, which is."""
    outline = blob(rng, anywhere(rng, size), log_uniform(rng, 0.08, 0.5) * size, rng.uniform(0.2, 0.6))
    outline = smooth_outline(outline)
    rim, inside = Canvas(size), Canvas(size)
    rim.line([*outline, outline[0]], log_uniform(rng, 1, 4))
    inside.polygon(outline)
    tint = rng.uniform(0, 10) / 127.5 * np.array([0.3, 0.6, 1.0], np.float32)
    strength = log_uniform(rng, 12, 80) / 127.5
    colour = -(strength * np.array([0.7, 0.9, 1.1])).astype(np.float32)
    shading = -inside.plane(1.0) * float(tint.mean())
    return [Layer(along(rng, rim.plane(rng.uniform(0.3, 1))), colour, False, shading)]


def torn(rng: Rng, size: int) -> list[Layer]:
    """A corner or an edge torn off: one colour, the scanner's lid or the album, with a light torn rim."""
    count = int(rng.integers(6, 20))
    depth, reach = log_uniform(rng, 0.04, 0.35) * size, rng.uniform(0.15, 1.3) * size
    t = np.linspace(0, 1, count)
    rough = rng.uniform(0.005, 0.04) * size
    if rng.random() < 0.6:
        line = np.stack([reach * (1 - t), depth * t], 1)
        line[1:-1] += rng.normal(0, rough, (count - 2, 2))
        polygon = [(-9.0, -9.0), (reach, -9.0), *map(tuple, line.tolist()), (-9.0, depth)]
    else:
        line = np.stack([-2 + (size + 4) * t, depth * (1 + rng.normal(0, 0.3, count)).clip(0.2)], 1)
        polygon = [(-9.0, -9.0), *map(tuple, line.tolist()), (size + 9.0, -9.0)]
    for _ in range(int(rng.integers(4))):
        polygon = [(size - y, x) for x, y in polygon]
        line = np.stack([size - line[:, 1], line[:, 0]], 1)
    canvas, rim = Canvas(size), Canvas(size)
    canvas.polygon(polygon)
    rim.line([tuple(p) for p in line.tolist()], log_uniform(rng, 1, 6))
    level = rng.choice([rng.uniform(0.8, 1), rng.uniform(-1, -0.7), rng.uniform(-1, 1)])
    layers = [Layer(canvas.plane(rng.uniform(0, 0.5)), np.full(3, level, np.float32), True)]
    if rng.random() < 0.6:
        layers.append(Layer(rim.plane(0.5), np.full(3, rng.uniform(0.6, 1), np.float32), True))
    return layers


def ink(rng: Rng, size: int) -> list[Layer]:
    """A pen's stroke or blot in blue, black or red."""
    colour = np.array([[-0.8, -0.7, -0.1], [-0.9, -0.9, -0.9], [0.3, -0.8, -0.8]], np.float32)[int(rng.integers(3))]
    canvas = Canvas(size)
    if rng.random() < 0.3:
        canvas.polygon(smooth_outline(blob(rng, anywhere(rng, size, 0), log_uniform(rng, 3, 0.1 * size), 0.5)))
    else:
        points = wander(rng, anywhere(rng, size, 0), rng.uniform(0, 7), log_uniform(rng, 0.3, 2.5) * size, 0.5, 5)
        canvas.line(points, log_uniform(rng, 1, 4))
    return [Layer(canvas.plane(0.4) * rng.uniform(0.6, 1), colour + rng.normal(0, 0.1, 3).astype(np.float32), True)]


KINDS: dict[str, tuple[Callable[[Rng, int], list[Layer]], float]] = {
    "scratches": (scratches, 1.3),
    "streaks": (streaks, 0.6),
    "curves": (curves, 1.0),
    "cracks": (cracks, 1.2),
    "crackle": (crackle, 0.9),
    "hairs": (hairs, 0.7),
    "dust": (dust, 1.5),
    "specks": (specks, 1.0),
    "scuffs": (scuffs, 0.5),
    "flakes": (flakes, 0.5),
    "rubbed": (rubbed, 0.8),
    "fold": (fold, 0.6),
    "stain": (stain, 0.3),
    "torn": (torn, 0.08),
    "ink": (ink, 0.2),
}
"""Name -> how it is drawn, how often."""
