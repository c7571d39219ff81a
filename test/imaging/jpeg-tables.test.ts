import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { PlainError } from '../../src-main/contract/errors';
import {
  type Orientation,
  orientTables,
  standardTables,
  transposes,
} from '../../src-main/contract/jpeg-tables';
import { jpegTables } from '../../src-main/imaging/jpeg-markers';

const picture = { create: { width: 40, height: 24, channels: 3, background: '#a07040' } } as const;
const jpeg = (quality: number, chromaSubsampling: '4:4:4' | '4:2:0') =>
  sharp(picture).jpeg({ quality, chromaSubsampling, mozjpeg: false }).toBuffer();

describe('the tables of a JPEG file', () => {
  for (const quality of [1, 8, 25, 49, 50, 51, 75, 90, 95, 99, 100]) {
    test(`at quality ${quality} are the Independent JPEG Group's`, async () => {
      expect(await jpegTables(await jpeg(quality, '4:4:4'))).toEqual(standardTables(quality, '4:4:4'));
      expect(await jpegTables(await jpeg(quality, '4:2:0'))).toEqual(standardTables(quality, '4:2:0'));
    });
  }

  test('are in natural order: the step of the highest horizontal frequency is at index 7', () => {
    const [luma] = standardTables(50, '4:4:4').quantisation;
    expect([luma[0], luma[1], luma[7], luma[8], luma[56], luma[63]]).toEqual([16, 11, 61, 12, 72, 99]);
  });

  test('of a progressive file are read like those of a baseline one', async () => {
    const progressive = await sharp(picture).jpeg({ quality: 60, progressive: true }).toBuffer();
    expect(await jpegTables(progressive)).toEqual(standardTables(60, '4:2:0'));
  });

  test('of a grey file are three times the luma table, without chroma', async () => {
    const grey = await sharp(picture).toColourspace('b-w').jpeg({ quality: 60 }).toBuffer();
    const tables = await jpegTables(grey);
    const [luma] = standardTables(60, '4:4:4').quantisation;
    expect(tables).toMatchObject({
      quantisation: [luma, luma, luma],
      horizontal: 1,
      vertical: 1,
      grey: true,
    });
  });

  test('of 16-bit precision, 4:2:2, are read from a hand-made header', async () => {
    const table = Array.from({ length: 64 }, (_, k) => [(300 + k) >> 8, (300 + k) & 255]).flat();
    const bytes = Uint8Array.from([
      ...[0xff, 0xd8, 0xff, 0xdb, 0, 2 + 129, 0x10, ...table],
      ...[0xff, 0xc1, 0, 17, 8, 0, 16, 0, 16, 3, 1, 0x21, 0, 2, 0x11, 0, 3, 0x11, 0],
      ...[0xff, 0xda, 0, 2],
    ]);
    const tables = await jpegTables(bytes);
    expect(tables).toMatchObject({ horizontal: 2, vertical: 1, blockWidth: 16, blockHeight: 8 });
    // The zigzag's third coefficient is the second row's first.
    expect(tables.quantisation[0][8]).toBe(302);
    expect(tables.quantisation[0][63]).toBe(363);
  });

  test('of CMYK are refused in words', async () => {
    const cmyk = await sharp(picture).toColourspace('cmyk').jpeg().toBuffer();
    await expect(jpegTables(cmyk)).rejects.toThrow(/luma and chroma; save it again/);
  });

  test('are parsed or refused with a message, however the file is damaged', async () => {
    const whole = await jpeg(70, '4:2:0');
    const mutation = fc.record({ at: fc.nat(whole.length - 1), value: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(mutation, { maxLength: 12 }),
        fc.nat(whole.length),
        async (changes, length) => {
          const bytes = Uint8Array.from(whole);
          for (const { at, value } of changes) bytes[at] = value;
          try {
            const tables = await jpegTables(bytes.subarray(0, length));
            for (const table of tables.quantisation) {
              expect(table).toHaveLength(64);
              expect(Math.min(...table)).toBeGreaterThanOrEqual(1);
            }
          } catch (error) {
            expect(error).toBeInstanceOf(PlainError);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('standard tables', () => {
  test('exist for whole qualities from 1 to 100 only', () => {
    for (const quality of [0, 101, 50.5, Number.NaN]) {
      expect(() => standardTables(quality, '4:4:4')).toThrow(RangeError);
    }
  });
});

/** Where the stored pixel (i, j) of a W x H picture stands once upright, straight from EXIF's definition. */
function uprightOf(orientation: Orientation, i: number, j: number, W: number, H: number): [number, number] {
  const places: Record<Orientation, [number, number]> = {
    1: [i, j],
    2: [W - 1 - i, j],
    3: [W - 1 - i, H - 1 - j],
    4: [i, H - 1 - j],
    5: [j, i],
    6: [H - 1 - j, i],
    7: [H - 1 - j, W - 1 - i],
    8: [j, W - 1 - i],
  };
  return places[orientation];
}

describe('tables turned upright', () => {
  const orientations: Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];
  const W = 45;
  const H = 27;
  for (const orientation of orientations) {
    test(`by orientation ${orientation} keep every pixel in its block`, () => {
      const stored = { ...standardTables(30, '4:2:2') };
      const { tables, offset } = orientTables(stored, orientation, W, H);
      expect([tables.blockWidth, tables.blockHeight]).toEqual(transposes(orientation) ? [8, 16] : [16, 8]);
      const blockOf = new Map<string, string>();
      for (let j = 0; j < H; j++) {
        for (let i = 0; i < W; i++) {
          const [x, y] = uprightOf(orientation, i, j, W, H);
          const storedBlock = `${Math.floor(i / stored.blockWidth)},${Math.floor(j / stored.blockHeight)}`;
          const column = Math.floor((x + offset.x) / tables.blockWidth);
          const row = Math.floor((y + offset.y) / tables.blockHeight);
          const known = blockOf.get(storedBlock);
          if (known === undefined) blockOf.set(storedBlock, `${column},${row}`);
          else expect(`${column},${row}`).toBe(known);
        }
      }
      expect(new Set(blockOf.values()).size).toBe(blockOf.size);
      expect(offset.x).toBeLessThan(tables.blockWidth);
      expect(offset.y).toBeLessThan(tables.blockHeight);
    });

    test(`by orientation ${orientation} give each frequency its own step`, () => {
      const stored = standardTables(30, '4:4:4');
      const { tables } = orientTables(stored, orientation, W, H);
      for (let v = 0; v < 8; v++) {
        for (let u = 0; u < 8; u++) {
          const from = transposes(orientation) ? u * 8 + v : v * 8 + u;
          expect(tables.quantisation[0][v * 8 + u]).toBe(stored.quantisation[0][from]);
        }
      }
    });
  }
});
