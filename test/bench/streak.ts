// A separate program (test/bench/streak.mjs builds and starts it): photos that are sharp, blurred and streaked, under
// noise, grain and JPEG, and what the program reads there.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { estimateBlur } from '../../src-main/analysis/blur';
import { blurPlane } from '../../src-main/analysis/gaussian';
import { measureNoise } from '../../src-main/analysis/measure-noise';
import { emptyPlane, lumaOf, type Plane, readColours, withPicture } from '../../src-main/analysis/plane';
import { compareStreak, kindOf, type Streak } from '../../src-main/analysis/streak';
import { findTone } from '../../src-main/analysis/tone/find-tone';
import { decodePhoto } from '../../src-main/imaging/decode';
import { fillNormal, STREAM } from '../../src-main/noise/philox';
import { loadPffft } from '../../src-main/operators/fourier/pffft';
import { streakedPlane } from '../analysis/streaked-plane';
import { picturesIn, spread } from './pictures';

interface Made {
  readonly soft?: number;
  readonly streak?: Streak;
}

interface Wear {
  readonly noise: number;
  readonly grain: number;
  readonly quality: number | null;
}

interface Reading extends Made, Wear {
  readonly folder: string;
  readonly photo: string;
  readonly blur: number | null;
  /** Misfit of the best motion divided by that of the best Gaussian, and that motion. */
  readonly ratio: number | null;
  readonly read: Streak | null;
  /** What is offered. */
  readonly offeredBlur: number | null;
  readonly motion: Streak | null;
}

const WEARS: readonly Wear[] = [
  { noise: 1.5, grain: 0, quality: null },
  { noise: 6, grain: 0, quality: null },
  { noise: 5, grain: 0.8, quality: null },
  { noise: 1.5, grain: 0, quality: 75 },
  { noise: 1.5, grain: 0, quality: 88 },
  { noise: 3, grain: 0, quality: 95 },
];

void main();

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      limit: { type: 'string', default: '24' },
      side: { type: 'string', default: '560' },
      wears: { type: 'string', default: '2' },
      json: { type: 'string' },
    },
  });
  const fft = await loadPffft();
  const working = await mkdtemp(join(tmpdir(), 'daguerre-streak-'));
  const readings: Reading[] = [];
  let turn = 0;
  let [calls, seconds] = [0, 0];
  try {
    for (const folder of positionals) {
      for (const [index, path] of spread(await picturesIn(resolve(folder)), Number(values.limit)).entries()) {
        const raw = await decodePhoto(path, { rawPath: join(working, 'photo.raw') });
        const isSingleTone = (await findTone({ photo: raw })).kind !== 'free';
        const side = { width: Math.min(768, raw.width), height: Math.min(Number(values.side), raw.height) };
        const area = {
          x: Math.floor((raw.width - side.width) / 2),
          y: Math.floor((raw.height - side.height) / 2),
          ...side,
        };
        const original = await withPicture(raw, (file) => readColours(file, raw, area));
        for (const made of blurs(index)) {
          const blurred = original.map((plane) => blurredBy(plane, made));
          for (let k = 0; k < Number(values.wears); k++) {
            const wear = WEARS[turn++ % WEARS.length];
            const colours = await worn(blurred, wear);
            const lumas = [lumaOf(colours)];
            const isChromaReduced = wear.quality !== null && colours.length > 1;
            const noise = measureNoise({ colours: [colours], lumas }, { isSingleTone, isChromaReduced });
            const known = { level: noise.lumaLevel, correlation: noise.correlation };
            const blur = estimateBlur(lumas, known);
            const started = performance.now();
            const found = await compareStreak(lumas, known, fft);
            const { isGaussian, streak } = kindOf(found);
            if (found) [calls, seconds] = [calls + 1, seconds + (performance.now() - started) / 1000];
            readings.push({
              folder: basename(resolve(folder)),
              photo: basename(path),
              ...made,
              ...wear,
              blur,
              ratio: found?.ratio ?? null,
              read: found?.streak ?? null,
              offeredBlur: isGaussian ? blur : null,
              motion: streak,
            });
          }
        }
        if (values.json) await writeFile(values.json, JSON.stringify(readings));
      }
    }
  } finally {
    await rm(working, { recursive: true });
  }
  print(readings);
  console.log(`${calls} comparisons, ${((1000 * seconds) / calls).toFixed(0)} ms each`);
}

function print(readings: readonly Reading[]): void {
  const nameOf = ({ soft, streak }: Made) =>
    streak ? `motion ${streak.length}` : soft === undefined ? 'as it is' : `soft ${soft}`;
  console.log('made          of  reads blurred  offered blur  offered motion  right  least ratio');
  for (const name of new Set(readings.map(nameOf))) {
    const rows = readings.filter((reading) => nameOf(reading) === name);
    const counts = [
      rows.length,
      rows.filter(({ blur }) => blur !== null).length,
      rows.filter(({ offeredBlur }) => offeredBlur !== null).length,
      rows.filter(({ motion }) => motion).length,
      rows.filter(isRight).length,
    ];
    const least = Math.min(...rows.map(({ ratio }) => ratio ?? Number.POSITIVE_INFINITY));
    const cells = [...counts.map(String), least.toFixed(2)];
    console.log(name.padEnd(10), ...cells.map((cell, i) => cell.padStart([5, 14, 13, 15, 6, 12][i] ?? 0)));
  }
}

/** Whether the offered motion is within 20 % of the made length and 10 degrees of its direction. */
function isRight({ streak, motion }: Reading): boolean {
  if (!streak || !motion) return false;
  const turn = Math.abs(motion.angle - streak.angle) % 180;
  return Math.abs(motion.length / streak.length - 1) < 0.2 && Math.min(turn, 180 - turn) < 10;
}

/** As it is, three Gaussians, and three motions at two angles each, which differ from photo to photo. */
function blurs(index: number): Made[] {
  const motions = [5, 9, 15].flatMap((length, i) =>
    [0, 1].map((j) => ({ streak: { length, angle: ((index * 37 + i * 53 + j * 90) % 180) - 89 } })),
  );
  return [{}, { soft: 0.8 }, { soft: 1.5 }, { soft: 2.5 }, ...motions];
}

function blurredBy(plane: Plane, { soft, streak }: Made): Plane {
  if (soft !== undefined) return blurPlane(plane, soft);
  if (streak === undefined) return plane;
  return streakedPlane(plane, streak);
}

/** Noise or grain, whole levels, and a JPEG file. */
async function worn(planes: readonly Plane[], { noise, grain, quality }: Wear): Promise<Plane[]> {
  const noisy = planes.map((plane, channel) => {
    const { width, height, data } = plane;
    const normal = emptyPlane(width, height);
    const grid = { x: 0, y: 0, width, height, channels: 1 };
    fillNormal(normal.data, grid, { seed: channel, stream: STREAM.measurementNoise, sample: 0 });
    const speckles = grain > 0 ? blurPlane(normal, grain) : normal;
    const strength =
      noise / Math.sqrt(speckles.data.reduce((sum, value) => sum + value * value, 0) / data.length);
    const values = data.map((value, i) =>
      Math.min(255, Math.max(0, Math.round(value + strength * speckles.data[i]))),
    );
    return { width, height, data: values };
  });
  if (quality === null) return noisy;
  const [{ width, height }] = noisy;
  const channels = noisy.length === 3 ? 3 : 1;
  const samples = new Uint8Array(width * height * channels);
  for (const [channel, { data }] of noisy.entries())
    for (let i = 0; i < data.length; i++) samples[i * channels + channel] = data[i];
  const file = await sharp(samples, { raw: { width, height, channels } }).jpeg({ quality }).toBuffer();
  const { data } = await sharp(file).raw().toBuffer({ resolveWithObject: true });
  const stored = data.length / (width * height);
  return noisy.map((_, channel) => ({
    width,
    height,
    data: Float32Array.from({ length: width * height }, (__, i) => data[i * stored + channel]),
  }));
}
