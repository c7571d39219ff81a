import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { capsule, falloff, strength } from '../../../src-renderer/mask/capsule';
import { createMaskEditor, type StrokePoint } from '../../../src-renderer/mask/mask-editor';
import { evenly } from '../../evenly';
import { maskValue } from './mask-value';
import { difference, PHOTO, place, size, valuesOf, withSteps } from './masks';

function drawn(points: readonly StrokePoint[], nominal: number, hardness: number, atOnce: boolean) {
  const mask = createMaskEditor(PHOTO);
  const [first = { x: 0, y: 0, size: nominal }, ...rest] = points;
  mask.beginStroke('add', hardness, nominal, first);
  if (atOnce) mask.strokeTo(rest);
  else for (const point of rest) mask.strokeTo([point]);
  mask.endStroke();
  return valuesOf(mask);
}

function between(a: StrokePoint, b: StrokePoint, t: number): StrokePoint {
  const mix = (from: number, to: number) => from + (to - from) * t;
  return { x: mix(a.x, b.x), y: mix(a.y, b.y), size: mix(a.size, b.size) };
}

describe('a stroke', () => {
  it('is the same however finely its path is divided, also with a changing size', () => {
    const cuts = fc.array(evenly(0, 1), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(place, place, size, size, cuts, evenly(0, 1), (...sample) => {
        const [from, to, start, end, parts, hardness] = sample;
        const a = { ...from, size: start };
        const b = { ...to, size: end };
        const nominal = Math.max(start, end);
        const cut = [...parts].sort((x, y) => x - y).map((t) => between(a, b, t));
        const straight = drawn([a, b], nominal, hardness, true);
        const pieces = drawn([a, ...cut, b], nominal, hardness, false);
        // Where the fall-off is steep, rounding of the cut's own coordinates may show as one level.
        const apart = straight.findIndex((value, i) => Math.abs(value - (pieces[i] ?? 0)) > 1);
        expect(apart).toBe(-1);
      }),
      { numRuns: 60 },
    );
  });

  it('has at each pixel the strength of its brush at the least distance from its path', () => {
    const hardnesses = evenly(0, 1);
    fc.assert(
      fc.property(place, place, size, size, hardnesses, (from, to, start, end, hardness) => {
        const a = { ...from, size: start };
        const b = { ...to, size: end };
        const nominal = Math.max(start, end);
        const values = drawn([a, b], nominal, hardness, true);
        const fall = falloff(hardness, nominal);
        const dot = capsule(a, a);
        const distance = capsule(a, b);
        let wrong = 0;
        for (let y = 0; y < PHOTO.height; y++) {
          for (let x = 0; x < PHOTO.width; x++) {
            const least = Math.min(dot(x + 0.5, y + 0.5), distance(x + 0.5, y + 0.5));
            if (values[y * PHOTO.width + x] !== strength(least, fall)) wrong++;
          }
        }
        expect(wrong).toBe(0);
      }),
      { numRuns: 25 },
    );
  });

  it('leaves no gap, however far apart its points are', () => {
    const mask = createMaskEditor(PHOTO);
    mask.beginStroke('add', 1, 4, { x: 2, y: 3, size: 4 });
    mask.strokeTo([{ x: 590, y: 380, size: 4 }]);
    mask.endStroke();
    for (let i = 0; i <= 1000; i++) {
      const t = i / 1000;
      const x = Math.floor(2 + 588 * t);
      const y = Math.floor(3 + 377 * t);
      expect(maskValue(mask.tiles(), x, y)).toBe(255);
    }
  });

  it('covers the pixels of a disc where it is one dot', () => {
    const mask = createMaskEditor(PHOTO);
    mask.beginStroke('add', 1, 100, { x: 300, y: 200, size: 100 });
    mask.endStroke();
    expect(Math.abs(mask.state().damagedPixels - Math.PI * 50 * 50)).toBeLessThan(60);
    expect(maskValue(mask.tiles(), 300, 151)).toBe(255);
    expect(maskValue(mask.tiles(), 300, 148)).toBe(0);
  });

  it('fades from its middle if it is soft, and only at the rim if it is hard', () => {
    const mask = createMaskEditor(PHOTO);
    mask.beginStroke('add', 0, 100, { x: 300.5, y: 200.5, size: 100 });
    mask.endStroke();
    const values = [0, 10, 20, 30, 40].map((away) => maskValue(mask.tiles(), 300 + away, 200));
    expect(values[0]).toBe(255);
    for (let i = 1; i < values.length; i++) expect(values[i]).toBeLessThan(values[i - 1] ?? 0);
  });

  it('erases completely what it has painted', () => {
    const mask = createMaskEditor(PHOTO);
    for (const mode of ['add', 'subtract'] as const) {
      mask.beginStroke(mode, 0.4, 30, { x: 250, y: 250, size: mode === 'add' ? 30 : 90 });
      mask.strokeTo([{ x: 280, y: 260, size: mode === 'add' ? 30 : 90 }]);
      mask.endStroke();
    }
    expect(mask.tiles().size).toBe(0);
    expect(mask.state().damagedPixels).toBe(0);
  });

  it('is as if it had never begun when it is cancelled', () => {
    const { mask, undo } = withSteps(PHOTO);
    mask.fillPolygon(
      [
        { x: 0, y: 0 },
        { x: 300, y: 0 },
        { x: 0, y: 300 },
      ],
      'add',
    );
    const before = valuesOf(mask);
    mask.takeChanged();
    mask.beginStroke('subtract', 1, 50, { x: 50, y: 50, size: 50 });
    expect(difference(valuesOf(mask), before)).not.toBe(-1);
    mask.cancelStroke();
    expect(difference(valuesOf(mask), before)).toBe(-1);
    expect(mask.takeChanged()).toEqual([]);
    void undo();
    expect(mask.tiles().size).toBe(0);
  });

  it('makes a tile that it covers entirely the shared one', () => {
    const mask = createMaskEditor({ width: 2048, height: 2048 });
    mask.beginStroke('add', 1, 1800, { x: 1024, y: 1024, size: 1800 });
    mask.endStroke();
    const tiles = [...mask.tiles().values()].filter((tile) => tile.every((value) => value === 255));
    expect(tiles.length).toBeGreaterThan(16);
    expect(new Set(tiles).size).toBe(1);
  });
});

describe('the path of a brush', () => {
  it('has the least relative distance over all its places', () => {
    fc.assert(
      fc.property(place, place, place, size, size, (p, a, b, start, end) => {
        const from = { ...a, size: start };
        const to = { ...b, size: end };
        let least = Number.POSITIVE_INFINITY;
        for (let i = 0; i <= 2000; i++) {
          const at = between(from, to, i / 2000);
          least = Math.min(least, Math.hypot(p.x - at.x, p.y - at.y) / (at.size / 2));
        }
        const exact = capsule(from, to)(p.x, p.y);
        expect(exact).toBeLessThanOrEqual(least + 1e-9);
        expect(least - exact).toBeLessThan(0.5 / Math.min(start, end) + 1e-3 * least);
      }),
      { numRuns: 200 },
    );
  });
});
