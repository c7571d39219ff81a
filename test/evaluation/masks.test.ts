import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { randomMask, strokesMask } from '../../src-main/evaluation/masks';

/** Written by models/training/golden_masks.py, which explains its keys. */
const file = new URL('../fixtures/evaluation/masks.json', import.meta.url);
const common = { seed: z.number(), size: z.number(), measured: z.string() };
const cases = z
  .array(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('strokes'), ...common }),
      z.object({ kind: z.literal('random'), missing: z.number(), ...common }),
    ]),
  )
  .min(1)
  .parse(JSON.parse(readFileSync(file, 'utf8')));

test.each(cases)('the $kind mask of seed $seed is the one that the training program draws', (golden) => {
  const mask =
    golden.kind === 'strokes'
      ? strokesMask(golden.seed, golden.size)
      : randomMask(golden.seed, golden.size, golden.missing);
  expect(packed(mask)).toBe(golden.measured);
});

test('the golden file holds both kinds of mask, and seeds beyond 32 bits', () => {
  expect(new Set(cases.map(({ kind }) => kind))).toEqual(new Set(['strokes', 'random']));
  expect(Math.max(...cases.map(({ seed }) => seed))).toBeGreaterThan(2 ** 32);
});

/** Eight pixels to a byte, the first in the highest bit, as hexadecimal digits. */
function packed(mask: Uint8Array): string {
  const bytes = new Uint8Array(mask.length / 8);
  mask.forEach((value, i) => {
    bytes[i >> 3] |= value << (7 - (i & 7));
  });
  return Buffer.from(bytes).toString('hex');
}
