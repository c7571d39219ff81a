import { describe, expect, it } from 'vitest';
import { recipeSchema } from '../../src-main/contract/recipe';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { degradePhoto } from '../../src-main/measurement/degrade';
import { describeProblem } from '../../src-main/measurement/problem';
import { fillNormal, STREAM } from '../../src-main/noise/philox';
import { loadPffft } from '../../src-main/operators/fourier/pffft';
import { rawFiles } from '../imaging/raw-files';

const files = rawFiles();
const [WIDTH, HEIGHT] = [65, 43];

async function degrade(words: object, photo: RawPicture, mask?: RawPicture) {
  const recipe = recipeSchema.parse(words);
  const problem = describeProblem({
    recipe,
    tone: { kind: 'free' },
    coloursNoise: true,
    fft: await loadPffft(),
  });
  const output = files.at(`degraded-${Math.random()}.raw`);
  return degradePhoto({ photo, problem, recipe, mask, output, depth: 16 });
}

const ramp = () =>
  files.store(
    Uint16Array.from({ length: WIDTH * HEIGHT * 3 }, (_, i) => 20000 + 300 * (Math.floor(i / 3) % WIDTH)),
    WIDTH,
    3,
  );

describe('the measurement of a photo', () => {
  it("has noise of the requested level, from the seed's measurement stream", async () => {
    const photo = await ramp();
    const measured = await files.samplesOf(await degrade({ operator: 'denoise', noise: 10, seed: 4 }, photo));
    const before = await files.samplesOf(photo);
    const noise = new Float32Array(3 * WIDTH * HEIGHT);
    const draw = { seed: 4, stream: STREAM.measurementNoise, sample: 0 };
    fillNormal(noise, { x: 0, y: 0, width: WIDTH, height: HEIGHT, channels: 3 }, draw, 10 * 257);
    let worst = 0;
    measured.forEach((value, i) => {
      const expected = before[i] + noise[(i % 3) * WIDTH * HEIGHT + Math.floor(i / 3)];
      worst = Math.max(worst, Math.abs(value - expected));
    });
    expect(worst).toBeLessThanOrEqual(1);
  });

  it('has grain of the requested level and correlation', async () => {
    const photo = await files.store(new Uint16Array(3 * 160 * 160).fill(32768), 160, 3);
    const output = await degrade({ operator: 'denoise', noise: 10, grain: 1.2 }, photo);
    const samples = await files.samplesOf(output);
    let [own, beside] = [0, 0];
    for (let i = 3; i < samples.length; i++) {
      own += (samples[i] - 32768) ** 2;
      beside += (samples[i] - 32768) * (samples[i - 3] - 32768);
    }
    expect(Math.sqrt(own / samples.length) / 257).toBeCloseTo(10, 0);
    expect(beside / own).toBeCloseTo(0.99 * Math.exp(-1 / (4 * 1.2 ** 2)), 1);
  });

  it('of a fading has the requested levels, and so has its luminance', async () => {
    const photo = await files.store(new Uint16Array(3 * 16 * 16).fill(65535), 16, 3);
    const faded = { black: [0, 10, 20], white: [200, 150, 100] };
    const colours = await files.samplesOf(await degrade({ operator: 'fade', ...faded }, photo));
    expect([...colours.slice(0, 3)].map((value) => Math.round(value / 257))).toEqual([200, 150, 100]);
    const grey = await files.samplesOf(await degrade({ operator: ['fade', 'colorize'], ...faded }, photo));
    expect(grey[0] / 257).toBeCloseTo(0.299 * 200 + 0.587 * 150 + 0.114 * 100, 0);
  });

  it('of an enlargement is the mean over whole blocks; incomplete blocks are left out', async () => {
    const measured = await degrade({ operator: 'upscale', scale: 4 }, await ramp());
    expect(measured).toMatchObject({ width: 16, height: 10, channels: 3 });
    const samples = await files.samplesOf(measured);
    for (let x = 0; x < 16; x++) expect(samples[3 * x]).toBeCloseTo(20000 + 300 * (4 * x + 1.5), -1);
  });

  it('of damage is middle grey under the mask and the photo elsewhere', async () => {
    const photo = await ramp();
    const marks = Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => (i % 5 === 0 ? 255 : 0));
    const mask = await files.store(marks, WIDTH, 1);
    const samples = await files.samplesOf(await degrade({ operator: 'inpaint' }, photo, mask));
    const before = await files.samplesOf(photo);
    samples.forEach((value, i) => {
      expect(value).toBe(marks[Math.floor(i / 3)] ? 32768 : before[i]);
    });
  });

  it('of colour is its luminance, one channel', async () => {
    const photo = await files.store(Uint8Array.from([255, 0, 0, 0, 255, 0]), 2, 3);
    const measured = await degrade({ operator: 'colorize' }, photo);
    expect(measured).toMatchObject({ width: 2, height: 1, channels: 1 });
    expect([...(await files.samplesOf(measured))]).toEqual([0.299, 0.587].map((w) => Math.round(w * 65535)));
  });

  it('of a blur keeps a flat photo flat up to its borders', async () => {
    const photo = await files.store(new Uint16Array(WIDTH * HEIGHT * 3).fill(40000), WIDTH, 3);
    const samples = await files.samplesOf(await degrade({ operator: 'deblur-gaussian', blur: 2 }, photo));
    for (const value of samples) expect(Math.abs(value - 40000)).toBeLessThanOrEqual(1);
  });

  it('of a photo smaller than a block is refused in words', async () => {
    const photo = await files.store(new Uint8Array(9), 3, 1);
    await expect(degrade({ operator: 'upscale', scale: 4 }, photo)).rejects.toThrow(
      'The photo is too small to be made 4 times smaller.',
    );
  });
});
