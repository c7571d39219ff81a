import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boxRadii } from '../../../src-renderer/mask/feather';
import { createMaskEditor } from '../../../src-renderer/mask/mask-editor';
import { FULL_TILE } from '../../../src-renderer/mask/tiles';
import { evenly } from '../../evenly';
import { maskValue } from './mask-value';
import { difference, drawing, PHOTO, valuesOf, withSteps } from './masks';

const drawings = fc.array(drawing, { minLength: 1, maxLength: 3 });
const radius = evenly(0.5, 40);

describe('growing', () => {
  it('is exact: every pixel within the distance of a damaged one becomes damaged', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(599), fc.nat(399)), { minLength: 1, maxLength: 8 }),
        radius,
        async (dots, pixels) => {
          const mask = createMaskEditor(PHOTO);
          for (const [x, y] of dots) {
            mask.fillPolygon(
              [
                { x, y },
                { x: x + 1, y },
                { x: x + 1, y: y + 1 },
                { x, y: y + 1 },
              ],
              'add',
            );
          }
          await mask.grow(pixels);
          const values = valuesOf(mask);
          let wrong = 0;
          for (let y = 0; y < 400; y++) {
            for (let x = 0; x < 600; x++) {
              const near = dots.some(([dx, dy]) => (x - dx) ** 2 + (y - dy) ** 2 <= pixels * pixels);
              if ((values[y * 600 + x] === 255) !== near) wrong++;
            }
          }
          expect(wrong).toBe(0);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('keeps all marks, and shrinking only removes some', async () => {
    await fc.assert(
      fc.asyncProperty(drawings, radius, async (steps, pixels) => {
        const mask = createMaskEditor(PHOTO);
        for (const draw of steps) draw(mask);
        const before = valuesOf(mask);
        const packed = mask.save();
        await mask.grow(pixels);
        expect(valuesOf(mask).every((value, i) => value >= (before[i] ?? 0))).toBe(true);
        mask.load(packed);
        await mask.shrink(pixels);
        expect(valuesOf(mask).every((value, i) => value <= (before[i] ?? 0))).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it('is the same as shrinking the inverse', async () => {
    await fc.assert(
      fc.asyncProperty(drawings, radius, async (steps, pixels) => {
        const mask = createMaskEditor(PHOTO);
        const inverse = createMaskEditor(PHOTO);
        for (const draw of steps) draw(mask);
        inverse.load(mask.save());
        await inverse.invert();
        await inverse.shrink(pixels);
        await inverse.invert();
        await mask.grow(pixels);
        expect(difference(valuesOf(mask), valuesOf(inverse))).toBe(-1);
      }),
      { numRuns: 10 },
    );
  });

  it('reaches further than a tile', async () => {
    const mask = createMaskEditor({ width: 1300, height: 300 });
    mask.strokeLine([{ x: 20.5, y: 100.5 }], 1, 'add');
    await mask.grow(600);
    expect(maskValue(mask.tiles(), 620, 100)).toBe(255);
    expect(maskValue(mask.tiles(), 621, 100)).toBe(0);
  });
});

describe('inverting', () => {
  it('twice gives the same mask, in two steps', async () => {
    const { mask, undo } = withSteps(PHOTO);
    mask.strokeLine(
      [
        { x: 20, y: 30 },
        { x: 400, y: 350 },
      ],
      11,
      'add',
    );
    const before = valuesOf(mask);
    await mask.invert();
    expect(
      difference(
        valuesOf(mask),
        before.map((value) => 255 - value),
      ),
    ).toBe(-1);
    await mask.invert();
    expect(difference(valuesOf(mask), before)).toBe(-1);
    await undo();
    await undo();
    expect(difference(valuesOf(mask), before)).toBe(-1);
  });

  it('shares one tile wherever the photo is completely damaged', async () => {
    const mask = createMaskEditor({ width: 2560, height: 2560 });
    await mask.invert();
    expect([...mask.tiles().values()].every((tile) => tile === FULL_TILE)).toBe(true);
  });
});

describe('feathering', () => {
  it('turns an edge into the Gaussian integral', async () => {
    const mask = createMaskEditor(PHOTO);
    mask.fillPolygon(
      [
        { x: 300, y: -1 },
        { x: 601, y: -1 },
        { x: 601, y: 401 },
        { x: 300, y: 401 },
      ],
      'add',
    );
    await mask.feather(8);
    // 255 times the normal distribution at distances of -2, -1, 0, 1 and 2 deviations.
    for (const [x, value] of [
      [284, 5.8],
      [292, 40.5],
      [300, 127.5],
      [308, 214.5],
      [316, 249.2],
    ] as const) {
      const between = (maskValue(mask.tiles(), x - 1, 200) + maskValue(mask.tiles(), x, 200)) / 2;
      expect(Math.abs(between - value)).toBeLessThan(3);
    }
    expect(maskValue(mask.tiles(), 599, 0)).toBe(255);
  });

  it('uses means whose variances make up the deviation', () => {
    for (const deviation of [1, 2.5, 8, 20.3, 60]) {
      const variance = boxRadii(deviation).reduce((sum, r) => sum + (r * (r + 1)) / 3, 0);
      expect(Math.abs(Math.sqrt(variance) - deviation) / deviation).toBeLessThan(0.2 / deviation);
    }
  });
});

describe('a long operation', () => {
  it('accepts no strokes meanwhile, says so, and is one step', async () => {
    const { mask, undo } = withSteps({ width: 3000, height: 2000 });
    mask.strokeLine(
      [
        { x: 0, y: 0 },
        { x: 3000, y: 2000 },
        { x: 3000, y: 0 },
      ],
      9,
      'add',
    );
    const before = valuesOf(mask);
    const states: boolean[] = [];
    mask.subscribe(() => states.push(mask.state().busy));
    const done = mask.grow(60);
    expect(mask.state().busy).toBe(true);
    expect(mask.beginStroke('add', 1, 10, { x: 5, y: 5, size: 10 })).toBe(false);
    await done;
    expect(states).toEqual([true, false]);
    await undo();
    expect(difference(valuesOf(mask), before)).toBe(-1);
  });

  it('is followed by the operations requested meanwhile, in that order', async () => {
    const { mask: asked, undo } = withSteps({ width: 3000, height: 2000 });
    const awaited = createMaskEditor({ width: 3000, height: 2000 });
    const line = [
      { x: 0, y: 0 },
      { x: 3000, y: 2000 },
    ];
    for (const mask of [asked, awaited]) mask.strokeLine(line, 9, 'add');
    void asked.grow(40);
    asked.fillPolygon([{ x: 0, y: 0 }, ...line], 'subtract');
    void asked.invert();
    void undo();
    await asked.shrink(3);
    await awaited.grow(40);
    awaited.fillPolygon([{ x: 0, y: 0 }, ...line], 'subtract');
    await awaited.shrink(3);
    expect(difference(valuesOf(asked), valuesOf(awaited))).toBe(-1);
    expect(asked.state().busy).toBe(false);
  });

  it('is forgotten when another mask is loaded meanwhile', async () => {
    const { mask, steps } = withSteps({ width: 3000, height: 2000 });
    mask.strokeLine(
      [
        { x: 0, y: 0 },
        { x: 3000, y: 2000 },
        { x: 3000, y: 0 },
      ],
      9,
      'add',
    );
    const done = mask.grow(60);
    expect(mask.state().busy).toBe(true);
    mask.load([]);
    await done;
    expect(mask.state()).toMatchObject({ busy: false, damagedPixels: 0 });
    // That of the line alone.
    expect(steps().past).toHaveLength(1);
  });
});
