import { describe, expect, it } from 'vitest';
import { countChangedPixels } from '../../src-main/regions/changed-pixels';
import { rawFiles } from '../imaging/raw-files';

const files = rawFiles();

describe('the number of changed pixels', () => {
  it('counts a pixel once however many of its samples differ, alpha included', async () => {
    const samples = Uint8Array.from({ length: 20 * 600 * 4 }, (_, i) => i % 251);
    const changed = samples.slice();
    for (const index of [0, 1, 2, 4 * 20 * 300 + 3, samples.length - 2]) changed[index] ^= 1;
    const before = await files.store(samples, 20, 4);
    expect(await countChangedPixels(before, await files.store(changed, 20, 4))).toBe(3);
    expect(await countChangedPixels(before, await files.store(samples, 20, 4))).toBe(0);
  });

  it('sees the lower byte of 16 bits', async () => {
    const before = await files.store(Uint16Array.from([256, 512, 768]), 3, 1);
    expect(await countChangedPixels(before, await files.store(Uint16Array.from([256, 513, 768]), 3, 1))).toBe(
      1,
    );
  });

  it('is null for pictures of different size, channels or depth', async () => {
    const before = await files.store(new Uint8Array(12), 4, 3);
    for (const after of [
      await files.store(new Uint8Array(12), 12, 1),
      await files.store(new Uint8Array(24), 8, 3),
      await files.store(new Uint16Array(12), 4, 3),
    ]) {
      expect(await countChangedPixels(before, after)).toBeNull();
    }
  });
});
