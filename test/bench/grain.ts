// A separate program (test/bench/grain.mjs builds and starts it): noise of a known level and correlation, made on clean
// photos, and what the program's estimate reads there.
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { estimateBlur } from '../../src-main/analysis/blur';
import { blurPlane } from '../../src-main/analysis/gaussian';
import { measureNoise } from '../../src-main/analysis/measure-noise';
import { emptyPlane, lumaOf, type Plane } from '../../src-main/analysis/plane';
import { readAreas } from '../../src-main/analysis/read-areas';
import { findTone } from '../../src-main/analysis/tone/find-tone';
import { decodePhoto } from '../../src-main/imaging/decode';
import { fillNormal, STREAM } from '../../src-main/noise/philox';
import { picturesIn } from './pictures';

const MANIFEST = 'manifest.csv';
const HOLD_OUT_EVERY = 33;
const SMALLEST = 192;
/** A reading counts as right within so much of the level. */
const WITHIN = 0.2;

interface Reading {
  readonly photo: string;
  readonly level: number;
  readonly std: number;
  readonly read: number;
  readonly correlation: number;
  readonly levels: readonly (number | null)[];
  readonly blur: number | null;
}

void main();

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      limit: { type: 'string', default: '1000' },
      levels: { type: 'string', default: '0,5,10,15,25' },
      stds: { type: 'string', default: '0,0.6,1,2' },
      blur: { type: 'string', default: '0' },
      shared: { type: 'boolean', default: false },
      json: { type: 'string' },
    },
  });
  const numbers = (text: string) => text.split(',').map(Number);
  const working = await mkdtemp(join(tmpdir(), 'daguerre-grain-'));
  const readings: Reading[] = [];
  try {
    for (const folder of positionals) {
      const paths = (await photosOf(resolve(folder))).slice(0, Number(values.limit));
      for (const path of paths) {
        const raw = await decodePhoto(path, { rawPath: join(working, 'photo.raw') });
        const tone = await findTone({ photo: raw });
        const sharp = (await readAreas(raw)).colours;
        const deviation = Number(values.blur);
        const colours =
          deviation > 0 ? sharp.map((planes) => planes.map((plane) => blurPlane(plane, deviation))) : sharp;
        for (const level of numbers(values.levels)) {
          for (const std of level === 0 ? [0] : numbers(values.stds)) {
            // The channels of a print in one tone have one noise.
            const isShared = values.shared || tone.kind !== 'free';
            const made = colours.map((planes) => withGrain(planes, level, std, isShared));
            const sample = { colours: made, lumas: made.map(lumaOf) };
            const noise = measureNoise(sample, {
              isSingleTone: tone.kind !== 'free',
              isChromaReduced: false,
            });
            const blur = estimateBlur(sample.lumas, {
              level: noise.lumaLevel,
              correlation: noise.correlation,
            });
            readings.push({
              photo: basename(path),
              level,
              std,
              read: Math.round(100 * noise.level) / 100,
              correlation: noise.correlation,
              levels: noise.levels,
              blur: blur && Math.round(100 * blur) / 100,
            });
          }
        }
      }
    }
  } finally {
    await rm(working, { recursive: true });
  }
  if (values.json) await writeFile(values.json, JSON.stringify(readings));
  print(readings);
}

/** The pictures of a folder, or those that the manifest of training photos holds out. */
async function photosOf(folder: string): Promise<string[]> {
  const path = join(folder, MANIFEST);
  const manifest = existsSync(path) ? await readFile(path, 'utf8') : '';
  if (!manifest.startsWith('file,width,height,')) return picturesIn(folder);
  return manifest
    .split('\n')
    .slice(1)
    .map((row) => row.split(',', 3))
    .filter(
      ([, width, height], i) =>
        i % HOLD_OUT_EVERY === 0 && Math.min(Number(width), Number(height)) >= SMALLEST,
    )
    .map(([name]) => join(folder, name));
}

/** Planes with noise of a level, coloured by a Gaussian, in whole levels cut at black and white. */
function withGrain(planes: readonly Plane[], level: number, std: number, shared: boolean): Plane[] {
  if (level === 0) return [...planes];
  return planes.map((plane, channel) => {
    const noise = grain(plane.width, plane.height, std, shared ? 0 : channel);
    return {
      ...plane,
      data: plane.data.map((value, i) => Math.min(255, Math.max(0, Math.round(value + level * noise[i])))),
    };
  });
}

/** Noise of variance 1 on a grid, from white noise that reaches beyond it. */
function grain(width: number, height: number, std: number, channel: number): Float32Array {
  const margin = Math.ceil(4 * std);
  const wide = emptyPlane(width + 2 * margin, height + 2 * margin);
  const grid = { x: 0, y: 0, width: wide.width, height: wide.height, channels: 1 };
  fillNormal(wide.data, grid, { seed: channel, stream: STREAM.measurementNoise, sample: 0 });
  if (std === 0) return wide.data;
  const weights = Float64Array.from({ length: 2 * margin + 1 }, (_, i) =>
    Math.exp(-((i - margin) ** 2) / (2 * std * std)),
  );
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const power = weights.reduce((total, weight) => total + (weight / sum) ** 2, 0);
  const { data } = blurPlane(wide, std);
  const part = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      part[y * width + x] = data[(y + margin) * wide.width + x + margin] / power;
  return part;
}

function print(readings: readonly Reading[]): void {
  console.log(
    'level std    read: median   5 % .. 95 %   least .. most   within 20 %   std read   blur found',
  );
  const kinds = [...new Set(readings.map(({ level, std }) => `${level} ${std}`))];
  for (const kind of kinds) {
    const [level, std] = kind.split(' ').map(Number);
    const rows = readings.filter((row) => row.level === level && row.std === std);
    const reads = rows.map(({ read }) => read).sort((a, b) => a - b);
    const right = rows.filter(({ read }) => (level === 0 ? read <= 2 : Math.abs(read / level - 1) <= WITHIN));
    const cells = [
      String(level).padStart(5),
      String(std).padStart(3),
      quantile(reads, 0.5).toFixed(1).padStart(15),
      `${quantile(reads, 0.05).toFixed(1)} .. ${quantile(reads, 0.95).toFixed(1)}`.padStart(14),
      `${reads[0].toFixed(1)} .. ${reads[reads.length - 1].toFixed(1)}`.padStart(15),
      `${right.length} of ${rows.length}`.padStart(12),
      quantile(
        rows.map(({ correlation }) => correlation).sort((a, b) => a - b),
        0.5,
      )
        .toFixed(1)
        .padStart(9),
      String(rows.filter(({ blur }) => blur !== null).length).padStart(9),
    ];
    console.log(cells.join(' '));
  }
  const off = readings.filter(({ level, read }) => level === 0 && read > 2);
  for (const { photo, read, correlation } of off)
    console.log(`clean, and yet: ${photo} reads ${read} (std ${correlation})`);
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))];
}
