import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findTone } from '../../../src-main/analysis/tone/find-tone';
import { readTone, type ToneCurve } from '../../../src-main/analysis/tone/tone-curve';
import { greenOf } from '../../../src-main/contract/luma';
import { type Colour, HEIGHT, normals, printMaker, ramp, sepia, WIDTH } from './made-prints';

let maker: Awaited<ReturnType<typeof printMaker>>;
beforeAll(async () => {
  maker = await printMaker();
});
afterAll(() => maker.remove());

/** The colour of a luma at a place, and the greatest difference of any channel from a toning, for lumas from 40 to 215. */
function colourAt(curve: ToneCurve, luma: number, u = 0.5, v = 0.5): Colour {
  const reader = readTone(curve);
  const colour = new Float64Array(2);
  reader.toRow(v);
  reader.read(u, luma, colour);
  return [luma + colour[0], luma + greenOf(colour[0], colour[1]), luma + colour[1]];
}

function worst(curve: ToneCurve, toning: (level: number) => Colour, u = 0.5, v = 0.5): number {
  let most = 0;
  for (let luma = 50; luma <= 205; luma += 5) {
    const found = colourAt(curve, luma, u, v);
    const right = toning(luma);
    for (let c = 0; c < 3; c++) most = Math.max(most, Math.abs(found[c] - right[c]));
  }
  return most;
}

async function curveOf(...request: Parameters<typeof findTone>): Promise<ToneCurve> {
  const tone = await findTone(...request);
  if (tone.kind !== 'toned') throw new Error(`the photo is ${tone.kind}`);
  return tone.curve;
}

/** Independent noise in every channel, with a standard deviation of `levels`. */
function noisy(toning: (x: number, y: number) => Colour, levels: number) {
  const normal = normals(7);
  return (x: number, y: number): Colour => {
    const [red, green, blue] = toning(x, y);
    return [red + levels * normal(), green + levels * normal(), blue + levels * normal()];
  };
}

const print = (x: number, y: number) => sepia(ramp(x, y));

describe('the tone of a print', () => {
  it('is recovered from a toned ramp, in 8 and in 16 bits', async () => {
    for (const depth of [8, 16] as const)
      expect(worst(await curveOf({ photo: await maker.print(print, depth) }), sepia)).toBeLessThan(1);
  });

  it('is recovered below noise of 12 levels in every channel', async () => {
    expect(worst(await curveOf({ photo: await maker.print(noisy(print, 12)) }), sepia)).toBeLessThan(3);
  });

  it('follows yellowing that grows across the picture', async () => {
    const yellowed = (level: number, u: number): Colour => {
      const [red, , blue] = sepia(level);
      const [dRed, dBlue] = [red - level, blue - level - 20 * u * (level / 255)];
      return [red, level + greenOf(dRed, dBlue), level + dBlue];
    };
    const photo = await maker.print((x, y) => yellowed(ramp(x, y), x / WIDTH));
    const curve = await curveOf({ photo });
    for (const u of [0.1, 0.5, 0.9]) expect(worst(curve, (level) => yellowed(level, u), u)).toBeLessThan(2);
  });

  it('rises with the luma in every channel, everywhere in the picture', async () => {
    const curve = await curveOf({ photo: await maker.print(noisy(print, 25)), choice: 'single' });
    for (const u of [0, 0.3, 1]) {
      for (const v of [0, 0.6, 1]) {
        let last = colourAt(curve, -20, u, v);
        for (let luma = -19; luma <= 275; luma++) {
          const next = colourAt(curve, luma, u, v);
          for (let c = 0; c < 3; c++) expect(next[c]).toBeGreaterThanOrEqual(last[c] - 1e-9);
          last = next;
        }
      }
    }
  });

  it('rises even where the photo falls: its colours are held to what a print can be', async () => {
    const photo = await maker.print((x, y) => [255 - ramp(x, y), ramp(x, y), 128]);
    const curve = await curveOf({ photo, choice: 'single' });
    for (let luma = 1; luma <= 255; luma++)
      for (let c = 0; c < 3; c++)
        expect(colourAt(curve, luma)[c]).toBeGreaterThanOrEqual(colourAt(curve, luma - 1)[c] - 1e-9);
  });

  it('is not bent by damage of another colour: neither marked ink nor thin blue scratches', async () => {
    const ink = (x: number, y: number) => x > 60 && x < 110 && y > 40 && y < 90;
    const scratch = (x: number, y: number) => (x + 2 * y) % 97 < 1;
    const photo = await maker.print((x, y) =>
      ink(x, y) ? [30, 40, 160] : scratch(x, y) ? [90, 110, 230] : print(x, y),
    );
    const curve = await curveOf({ photo, mask: await maker.mask(ink), choice: 'single' });
    expect(worst(curve, sepia)).toBeLessThan(2);
  });

  it('is not bent by unmarked ink', async () => {
    const photo = await maker.print((x, y) =>
      x > 60 && x < 90 && y > 40 && y < 70 ? [30, 40, 160] : print(x, y),
    );
    expect(worst(await curveOf({ photo, choice: 'single' }), sepia)).toBeLessThan(3);
  });
});

describe('whether a photo has a single tone', () => {
  const kind = async (...request: Parameters<typeof findTone>) => (await findTone(...request)).kind;

  it('is seen through grain, noise and damage that is marked', async () => {
    expect(await kind({ photo: await maker.print(noisy(print, 15)) })).toBe('toned');
    const ink = (x: number, y: number) => x > 60 && x < 110 && y > 40 && y < 90;
    const photo = await maker.print((x, y) => (ink(x, y) ? [30, 40, 160] : print(x, y)));
    expect(await kind({ photo })).toBe('free');
    expect(await kind({ photo, mask: await maker.mask(ink) })).toBe('toned');
  });

  it('is denied for a print that was partly tinted by hand', async () => {
    const photo = await maker.print((x, y) => {
      const [red, green, blue] = print(x, y);
      const cheek = (x - 100) ** 2 + (y - 70) ** 2 < 100;
      return cheek ? [red + 30, green - 8, blue + 5] : [red, green, blue];
    });
    expect(await kind({ photo })).toBe('free');
    expect(await kind({ photo, choice: 'single' })).toBe('toned');
  });

  it('is denied for a colour photo', async () => {
    const photo = await maker.print((x, y) => [ramp(x, y), 255 * (x / WIDTH), 255 * (y / HEIGHT)]);
    expect(await kind({ photo })).toBe('free');
  });

  it('is grey where there is no colour, as one channel or as three', async () => {
    expect(await kind({ photo: await maker.grey(ramp) })).toBe('grey');
    const three = await maker.print((x, y) => [ramp(x, y), ramp(x, y), ramp(x, y)]);
    expect(await kind({ photo: three })).toBe('grey');
    expect(await kind({ photo: three, choice: 'single' })).toBe('grey');
  });

  it('is free if the user asks for that, except for a file with one channel', async () => {
    expect(await kind({ photo: await maker.print(print), choice: 'free' })).toBe('free');
    expect(await kind({ photo: await maker.grey(ramp), choice: 'free' })).toBe('grey');
  });
});
