import { describe, expect, it } from 'vitest';
import { convexHull, leastRectangle } from '../../src-main/analysis/convex-hull';
import { printsOn } from '../../src-main/analysis/find-prints';
import { drawing, noisy, plane } from './support';

interface Laid {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly angle: number;
}

/** A scanner's bed with prints on it. */
function bed(prints: readonly Laid[], lid = 235) {
  const photo = drawing(400, 300);
  const scan = plane(400, 300, (x, y) => {
    for (const print of prints) {
      const turn = (print.angle * Math.PI) / 180;
      const [dx, dy] = [x + 0.5 - print.x, y + 0.5 - print.y];
      const along = dx * Math.cos(turn) + dy * Math.sin(turn);
      const across = dy * Math.cos(turn) - dx * Math.sin(turn);
      if (Math.abs(along) <= print.width / 2 && Math.abs(across) <= print.height / 2)
        return Math.min(200, photo.data[y * 400 + x]);
    }
    return lid;
  });
  return noisy(scan, 2);
}

describe('prints on one scan', () => {
  it('are found with their places, sizes and angles, largest first', () => {
    const laid = [
      { x: 90, y: 90, width: 90, height: 130, angle: 4 },
      { x: 270, y: 110, width: 190, height: 120, angle: -7 },
      { x: 180, y: 240, width: 80, height: 60, angle: 0 },
    ];
    const found = printsOn([bed(laid)]);
    expect(found).toHaveLength(3);
    for (const [i, print] of [laid[1], laid[0], laid[2]].entries()) {
      const { area, angle } = found[i];
      expect(Math.abs(angle - print.angle)).toBeLessThan(1.2);
      expect(Math.abs(area.x + area.width / 2 - print.x)).toBeLessThan(2);
      expect(Math.abs(area.y + area.height / 2 - print.y)).toBeLessThan(2);
      expect(Math.abs(area.width - print.width)).toBeLessThan(4);
      expect(Math.abs(area.height - print.height)).toBeLessThan(4);
    }
  });

  it('lie on dark beds too', () => {
    expect(printsOn([bed([{ x: 130, y: 140, width: 150, height: 100, angle: 10 }], 2)])).toHaveLength(1);
  });

  it('are not found if the scan is one picture, or if it shows something else than prints', () => {
    expect(printsOn([noisy(drawing(400, 300), 2)])).toEqual([]);
    const round = plane(400, 300, (x, y) => (Math.hypot(x - 200, y - 150) < 90 ? 60 : 235));
    expect(printsOn([noisy(round, 2)])).toEqual([]);
    expect(
      printsOn([
        noisy(
          plane(400, 300, () => 235),
          2,
        ),
      ]),
    ).toEqual([]);
  });
});

it('the least rectangle around a turned square is the square', () => {
  const turn = (20 * Math.PI) / 180;
  const corners = [45, 135, 225, 315].map((angle) => {
    const at = (angle * Math.PI) / 180 + turn;
    return { x: 50 + 10 * Math.cos(at), y: 40 + 10 * Math.sin(at) };
  });
  const { x, y, width, height, angle } = leastRectangle(convexHull([...corners, { x: 50, y: 40 }]));
  expect([x, y]).toEqual([expect.closeTo(50), expect.closeTo(40)]);
  expect([width, height]).toEqual([expect.closeTo(Math.SQRT2 * 10), expect.closeTo(Math.SQRT2 * 10)]);
  expect(angle).toBeCloseTo(20);
});
