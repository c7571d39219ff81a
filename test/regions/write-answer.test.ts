import { describe, expect, it } from 'vitest';
import type { Rectangle } from '../../src-main/contract/geometry';
import type { RawSamples } from '../../src-main/imaging/raw-picture';
import { planRegions, type Region } from '../../src-main/regions/regions';
import { writeAnswer } from '../../src-main/regions/write-answer';
import { rawFiles } from '../imaging/raw-files';

const files = rawFiles();
const [WIDTH, HEIGHT] = [1700, 40];
const regions = planRegions(WIDTH, HEIGHT, { stepX: 16, stepY: 16, offsetX: 0, offsetY: 0 });

/** A picture over the whole plane, in [-1, 1]; regions see their part of it. */
const answerAt = (x: number, y: number, c: number) => 0.8 * Math.sin(x / 9 + c) * Math.cos(y / 7);

function answerOn({ x, y, width, height }: Rectangle): Float32Array {
  return Float32Array.from({ length: 3 * width * height }, (_, i) => {
    const pixel = i % (width * height);
    return answerAt(x + (pixel % width), y + Math.floor(pixel / width), Math.floor(i / (width * height)));
  });
}

const sampleAt = (x: number, y: number, c: number, white: number) =>
  Math.round(((answerAt(x, y, c) + 1) / 2) * white);

/** Calls `visit` with what a width x height RGB picture holds at each sample. */
function eachSample(
  samples: RawSamples,
  visit: (value: number, x: number, y: number, c: number) => void,
): void {
  samples.forEach((value, i) => {
    const pixel = Math.floor(i / 3);
    visit(value, pixel % WIDTH, Math.floor(pixel / WIDTH), i % 3);
  });
}

describe('writing the answers of regions', () => {
  it('shows no seam where neighbours agree: every sample is the rounded answer', async () => {
    expect(regions.length).toBeGreaterThan(1);
    const picture = await files.store(new Uint16Array(WIDTH * HEIGHT * 3), WIDTH, 3);
    const output = await files.open(picture);
    for (const region of regions) await writeAnswer(output, region, answerOn(region.area));
    let worst = 0;
    eachSample(await files.samplesOf(picture), (value, x, y, c) => {
      worst = Math.max(worst, Math.abs(value - sampleAt(x, y, c, 65535)));
    });
    expect(worst).toBeLessThanOrEqual(1);
  });

  it('fades from one answer into the next where neighbours differ', async () => {
    const picture = await files.store(new Uint8Array(WIDTH * HEIGHT * 3), WIDTH, 3);
    const output = await files.open(picture);
    for (const [i, region] of regions.entries()) {
      const pixels = 3 * region.area.width * region.area.height;
      await writeAnswer(output, region, new Float32Array(pixels).fill(i === 0 ? -1 : 1));
    }
    const row = (await files.samplesOf(picture)).filter((_, i) => i % 3 === 0).subarray(0, WIDTH);
    for (let x = 1; x < WIDTH; x++) {
      expect(row[x] - row[x - 1]).toBeGreaterThanOrEqual(0);
      expect(row[x] - row[x - 1]).toBeLessThanOrEqual(Math.ceil(255 / 32));
    }
    expect([row[0], row[WIDTH - 1]]).toEqual([0, 255]);
  });

  it('keeps the photo outside the marks, and mixes it in once where they are soft and regions overlap', async () => {
    const photoSamples = Uint16Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => (i * 7919) % 65536);
    const photo = await files.open(await files.store(photoSamples, WIDTH, 3));
    const picture = await files.store(photoSamples, WIDTH, 3);
    const output = await files.open(picture);
    const border = regions[1].core.x;
    // Over the border of two regions, ever less marked from row 15 on; from 127 down a mask marks nothing.
    const markAt = (x: number, y: number) => (Math.abs(x - border) > 30 || y < 15 ? 0 : 255 - 8 * (y - 15));
    const marks = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
      markAt(i % WIDTH, Math.floor(i / WIDTH)),
    );
    const mask = await files.open(await files.store(marks, WIDTH, 1));
    for (const region of regions) await writeAnswer(output, region, answerOn(region.area), { photo, mask });
    let worst = 0;
    let touched = 0;
    eachSample(await files.samplesOf(picture), (value, x, y, c) => {
      const original = photoSamples[(y * WIDTH + x) * 3 + c];
      const alpha = Math.max(0, (markAt(x, y) - 127) / 128);
      if (alpha === 0 && value !== original) touched++;
      const expected = alpha * sampleAt(x, y, c, 65535) + (1 - alpha) * original;
      worst = Math.max(worst, Math.abs(value - expected));
    });
    expect(touched).toBe(0);
    expect(worst).toBeLessThanOrEqual(2);
  });

  it('leaves alpha as the file has it, and gives a grey file the luminance', async () => {
    const region: Region = { core: rect(0, 0, 5, 3), known: rect(0, 0, 16, 16), area: rect(0, 0, 16, 16) };
    const grey = await files.store(new Uint8Array(5 * 3 * 2).fill(77), 5, 2);
    const planes = new Float32Array(3 * 256);
    planes.fill(1, 0, 256);
    await writeAnswer(
      await files.open(grey),
      region,
      planes.map((v) => 2 * v - 1),
    );
    const samples = await files.samplesOf(grey);
    expect([...samples]).toEqual(Array.from({ length: 15 }, () => [Math.round(0.299 * 255), 77]).flat());
  });
});

function rect(x: number, y: number, width: number, height: number): Rectangle {
  return { x, y, width, height };
}
