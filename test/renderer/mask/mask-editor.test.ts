import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { packRuns, unpackRuns } from '../../../src-main/contract/window/mask-tiles';
import { createMaskEditor } from '../../../src-renderer/mask/mask-editor';
import { FULL_TILE } from '../../../src-renderer/mask/tiles';
import { maskValue } from './mask-value';
import { difference, drawing, PHOTO, valuesOf, withSteps } from './masks';

const square = (x: number, y: number, side: number) => [
  { x, y },
  { x: x + side, y },
  { x: x + side, y: y + side },
  { x, y: y + side },
];

describe('a step', () => {
  it('is undone and redone, value for value', () => {
    fc.assert(
      fc.property(fc.array(drawing, { minLength: 1, maxLength: 6 }), (drawings) => {
        const { mask, steps, undo, redo } = withSteps(PHOTO);
        const states = [valuesOf(mask)];
        for (const draw of drawings) {
          const version = mask.state().version;
          draw(mask);
          if (mask.state().version !== version) states.push(valuesOf(mask));
        }
        for (let i = states.length - 2; i >= 0; i--) {
          void undo();
          expect(difference(valuesOf(mask), states[i])).toBe(-1);
        }
        expect(steps().past).toEqual([]);
        expect(mask.state().damagedPixels).toBe(0);
        for (let i = 1; i < states.length; i++) {
          void redo();
          expect(difference(valuesOf(mask), states[i])).toBe(-1);
        }
        expect(steps().future).toEqual([]);
      }),
      { numRuns: 25 },
    );
  });

  it('is not made by an operation that changes nothing', () => {
    const { mask, steps } = withSteps(PHOTO);
    mask.fillPolygon(square(0, 0, 10), 'subtract');
    mask.fillPolygon(square(900, 900, 10), 'add');
    mask.clear();
    expect(steps().past).toEqual([]);
    expect(mask.state().version).toBe(0);
  });

  it('is followed by a new count of damaged pixels', () => {
    fc.assert(
      fc.property(fc.array(drawing, { minLength: 1, maxLength: 5 }), (drawings) => {
        const mask = createMaskEditor(PHOTO);
        for (const draw of drawings) draw(mask);
        expect(mask.state().damagedPixels).toBe(valuesOf(mask).filter((value) => value >= 128).length);
      }),
      { numRuns: 25 },
    );
  });
});

describe('a polygon', () => {
  it('covers exactly the pixels whose middles it contains', () => {
    const mask = createMaskEditor(PHOTO);
    mask.fillPolygon(square(250, 250, 20), 'add');
    expect(mask.state().damagedPixels).toBe(400);
    expect(maskValue(mask.tiles(), 250, 250)).toBe(255);
    expect(maskValue(mask.tiles(), 269, 269)).toBe(255);
    expect(maskValue(mask.tiles(), 270, 269)).toBe(0);
    expect(maskValue(mask.tiles(), 249, 250)).toBe(0);
  });

  it('never reaches beyond the photo', () => {
    const mask = createMaskEditor(PHOTO);
    mask.fillPolygon(square(-100, -100, 2000), 'add');
    expect(mask.state().damagedPixels).toBe(600 * 400);
    const border = mask.tiles().get([...mask.tiles().keys()].at(-1) ?? 0);
    expect(border?.filter((value) => value > 0).length).toBe((600 - 512) * (400 - 256));
  });
});

describe('tiles that come and go', () => {
  it('are what they were after packing, loading and saving', () => {
    fc.assert(
      fc.property(fc.array(drawing, { minLength: 1, maxLength: 4 }), (drawings) => {
        const mask = createMaskEditor(PHOTO);
        for (const draw of drawings) draw(mask);
        const other = createMaskEditor(PHOTO);
        other.load(mask.save());
        expect(difference(valuesOf(other), valuesOf(mask))).toBe(-1);
        expect(other.state().damagedPixels).toBe(mask.state().damagedPixels);
      }),
      { numRuns: 20 },
    );
  });

  it('pack and unpack to the same values', () => {
    const tile = fc
      .array(fc.tuple(fc.nat(255), fc.integer({ min: 1, max: 3000 })), { minLength: 1, maxLength: 80 })
      .map((runs) => {
        const values = new Uint8Array(65536);
        let at = 0;
        for (const [value, length] of runs) {
          values.fill(value, at, at + length);
          at += length;
        }
        return values;
      });
    fc.assert(
      fc.property(tile, (values) => {
        expect(difference(unpackRuns(packRuns(values)), values)).toBe(-1);
      }),
    );
  });

  it('are reported once: those changed since the last time, emptied ones as zeros', () => {
    const { mask, undo } = withSteps(PHOTO);
    mask.fillPolygon(square(250, 10, 20), 'add');
    expect(mask.takeChanged().map(({ column, row }) => [column, row])).toEqual([
      [0, 0],
      [1, 0],
    ]);
    expect(mask.takeChanged()).toEqual([]);
    void undo();
    const emptied = mask.takeChanged();
    expect(emptied).toHaveLength(2);
    for (const { runs } of emptied) expect(unpackRuns(runs).every((value) => value === 0)).toBe(true);
  });

  it('add to the mask, subtract from it or replace it', () => {
    const { mask, undo } = withSteps(PHOTO);
    const tile = { column: 0, row: 0, runs: packRuns(FULL_TILE) };
    mask.fillPolygon(square(250, 10, 20), 'add');
    mask.apply([tile], 'add');
    expect(mask.state().damagedPixels).toBe(65536 + 20 * 14);
    mask.apply([tile], 'subtract');
    expect(mask.state().damagedPixels).toBe(20 * 14);
    mask.apply([tile], 'replace');
    expect(mask.state().damagedPixels).toBe(65536);
    void undo();
    void undo();
    void undo();
    expect(mask.state().damagedPixels).toBe(400);
  });

  it('are left out where they lie beyond the photo', () => {
    const { mask, steps } = withSteps(PHOTO);
    mask.load([
      { column: 9, row: 0, runs: packRuns(FULL_TILE) },
      { column: 2, row: 1, runs: packRuns(FULL_TILE) },
    ]);
    expect(mask.state().damagedPixels).toBe(88 * 144);
    expect(steps().past).toEqual([]);
    expect(mask.takeChanged()).toEqual([]);
  });
});

describe('a mask whose strokes write to memory of earlier ones', () => {
  it('is the same at every step, undone and redone, as a mask with new memory', () => {
    const way = fc.array(fc.record({ x: fc.nat(599), y: fc.nat(399) }), { minLength: 1, maxLength: 3 });
    const one = fc.record({ way, size: fc.constantFrom(6, 40, 500), add: fc.boolean(), keep: fc.boolean() });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 8 }), (strokes) => {
        const { mask, steps, undo, redo } = withSteps(PHOTO);
        const seen = [valuesOf(mask)];
        for (const { way, size, add, keep } of strokes) {
          const before = steps().past.length;
          const [first, ...rest] = way.map((at) => ({ ...at, size }));
          mask.beginStroke(add ? 'add' : 'subtract', 0.5, size, first);
          mask.strokeTo(rest);
          if (keep) mask.endStroke();
          else mask.cancelStroke();
          const now = valuesOf(mask);
          const fresh = createMaskEditor(PHOTO);
          fresh.load(mask.save());
          expect(difference(now, valuesOf(fresh))).toBe(-1);
          expect(mask.state().damagedPixels).toBe(fresh.state().damagedPixels);
          if (steps().past.length === before) expect(difference(now, seen.at(-1))).toBe(-1);
          else seen.push(now);
        }
        for (const values of seen.slice(0, -1).reverse()) {
          void undo();
          expect(difference(valuesOf(mask), values)).toBe(-1);
        }
        for (const values of seen.slice(1)) {
          void redo();
          expect(difference(valuesOf(mask), values)).toBe(-1);
        }
      }),
      { numRuns: 40 },
    );
  });
});

describe('listeners', () => {
  it('hear which tiles changed, within a stroke too, until they leave', () => {
    const mask = createMaskEditor(PHOTO);
    const heard: number[] = [];
    const areas: unknown[] = [];
    const leave = mask.subscribe((changed, within) => {
      heard.push(changed?.size ?? -1);
      areas.push(within);
    });
    mask.beginStroke('add', 1, 20, { x: 250, y: 10, size: 20 });
    mask.strokeTo([{ x: 251, y: 300, size: 20 }]);
    // The stroke ends as it was last drawn.
    mask.endStroke();
    mask.load([]);
    leave();
    mask.fillPolygon(square(0, 0, 5), 'add');
    expect(heard).toEqual([2, 4, 0, -1]);
    expect(areas).toMatchObject([{ x: 239.5, width: 21 }, { x: 239.5, width: 22, height: 311 }, null, null]);
  });

  it('see the same state object as long as nothing changed', () => {
    const mask = createMaskEditor(PHOTO);
    const state = mask.state();
    expect(mask.state()).toBe(state);
    mask.fillPolygon(square(0, 0, 5), 'add');
    expect(mask.state()).not.toBe(state);
  });
});
