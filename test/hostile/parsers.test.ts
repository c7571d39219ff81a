import { describe, expect, test } from 'vitest';
import { exifDensity } from '../../src-main/imaging/density';
import { iccProfileName } from '../../src-main/imaging/icc-name';
import { uniforms } from '../analysis/support';

/** Bytes in an array of their own: nothing lies behind them. */
function bytesOf(random: () => number, length: number, start: string): Uint8Array {
  const bytes = Uint8Array.from({ length }, () => Math.floor(256 * random()));
  for (let k = 0; k < Math.min(length, start.length); k++) bytes[k] = start.charCodeAt(k);
  return bytes;
}

describe('blocks of metadata of any length and content are read without an error', () => {
  for (const [name, read, start] of [
    ['EXIF behind its prefix', exifDensity, 'Exif\0\0II*\0\x08\0\0\0\xff\xff'],
    ['EXIF', exifDensity, 'II*\0\x08\0\0\0\xff\xff'],
    ['EXIF in the other order', exifDensity, 'MM\0*\0\0\0\x08\xff\xff'],
    ['a profile', iccProfileName, `${'\0'.repeat(128)}\0\0\0\x02desc\0\0\0\x90`],
  ] as const) {
    test(name, () => {
      const random = uniforms(7);
      for (let length = 0; length < 400; length++) {
        for (let time = 0; time < 5; time++) {
          const given = bytesOf(random, length, start.slice(0, Math.floor((start.length + 1) * random())));
          const found = read(given);
          expect(found === undefined || typeof found === 'string' || Number.isFinite(found)).toBe(true);
        }
      }
    });
  }
});
