import { describe, expect, it } from 'vitest';
import { readMeasured, readMeasurement } from '../../src-main/measurement/read-measurement';
import { rawFiles } from '../imaging/raw-files';

const files = rawFiles();

describe('reading under a region', () => {
  it('reads the mask of the smaller photo under an enlarged region, and mirrors both alike', async () => {
    const mask = await files.open(await files.store(Uint8Array.from([0, 255, 0, 127, 0, 128]), 3, 1));
    const area = { x: -2, y: 0, width: 8, height: 4 };
    expect([...(await readMeasured(mask, area, 2))]).toEqual([1, 1, 0, 1, 1, 1, 1, 0]);
    const photo = await files.open(await files.store(Uint8Array.from([0, 255, 0, 0, 0, 255]), 3, 1));
    const planes = await readMeasurement(photo, area, 2);
    expect([...planes.subarray(0, 8)].map((v) => Math.round(v))).toEqual([-1, -1, 1, -1, -1, -1, -1, 1]);
    expect(planes).toHaveLength(24);
  });
});
