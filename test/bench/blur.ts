// A separate program (test/bench/blur.mjs builds and starts it): photos and parts of them, as they are and blurred, and
// the blur that the program's estimate reads there.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { analysedAreas } from '../../src-main/analysis/analysed-areas';
import { estimateBlur } from '../../src-main/analysis/blur';
import { blurPlane } from '../../src-main/analysis/gaussian';
import { measureNoise } from '../../src-main/analysis/measure-noise';
import { lumaOf, type Plane, readColours, withPicture } from '../../src-main/analysis/plane';
import { findTone } from '../../src-main/analysis/tone/find-tone';
import type { Rectangle } from '../../src-main/contract/geometry';
import { decodePhoto } from '../../src-main/imaging/decode';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { fillNormal, STREAM } from '../../src-main/noise/philox';
import { picturesIn, spread } from './pictures';

interface Reading {
  readonly folder: string;
  readonly photo: string;
  readonly part: string;
  readonly made: number;
  readonly read: number | null;
}

void main();

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      limit: { type: 'string', default: '30' },
      blurs: { type: 'string', default: '0,1,1.5,2.5' },
      noise: { type: 'string', default: '0' },
      side: { type: 'string', default: '400' },
      json: { type: 'string' },
    },
  });
  const blurs = values.blurs.split(',').map(Number);
  const working = await mkdtemp(join(tmpdir(), 'daguerre-blur-'));
  const readings: Reading[] = [];
  try {
    for (const folder of positionals) {
      for (const path of spread(await picturesIn(resolve(folder)), Number(values.limit))) {
        const raw = await decodePhoto(path, { rawPath: join(working, 'photo.raw') });
        const isSingleTone = (await findTone({ photo: raw })).kind !== 'free';
        for (const [part, areas] of partsOf(raw, Number(values.side))) {
          const sharp = await colours(raw, areas);
          for (const made of blurs) {
            const sample = sharp.map((planes) =>
              planes.map((plane, channel) => worn(plane, made, Number(values.noise), channel)),
            );
            const lumas = sample.map(lumaOf);
            const noise = measureNoise(
              { colours: sample, lumas },
              { isSingleTone, isChromaReduced: raw.channels > 1 && /\.jpe?g$/i.test(path) },
            );
            const read = estimateBlur(lumas, { level: noise.lumaLevel, correlation: noise.correlation });
            readings.push({ folder: basename(resolve(folder)), photo: basename(path), part, made, read });
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

/** The areas that the analysis reads of the whole photo and of its left upper and right lower part. */
function partsOf({ width, height }: RawPicture, side: number): [string, Rectangle[]][] {
  const size = { width: Math.min(side, width), height: Math.min(side, height) };
  return [
    ['whole', analysedAreas(width, height)],
    ['part', [{ x: 0, y: 0, ...size }]],
    ['part', [{ x: width - size.width, y: height - size.height, ...size }]],
  ];
}

async function colours(raw: RawPicture, areas: readonly Rectangle[]): Promise<Plane[][]> {
  const read: Plane[][] = [];
  await withPicture(raw, async (file) => {
    for (const area of areas) read.push(await readColours(file, raw, area));
  });
  return read;
}

/** A plane that was blurred and got white noise, in whole levels. */
function worn(plane: Plane, std: number, level: number, channel: number): Plane {
  if (std === 0 && level === 0) return plane;
  const { data, width, height } = std === 0 ? plane : blurPlane(plane, std);
  const noise = new Float32Array(data.length);
  const grid = { x: 0, y: 0, width, height, channels: 1 };
  fillNormal(noise, grid, { seed: channel, stream: STREAM.measurementNoise, sample: 0 });
  return {
    width,
    height,
    data: data.map((value, i) => Math.min(255, Math.max(0, Math.round(value + level * noise[i])))),
  };
}

function print(readings: readonly Reading[]): void {
  console.log('folder           part   blur   offered          read: 10 %  median  90 %');
  const kinds = [...new Set(readings.map(({ folder, part, made }) => [folder, part, made].join(' ')))];
  for (const kind of kinds) {
    const rows = readings.filter(({ folder, part, made }) => [folder, part, made].join(' ') === kind);
    const found = rows.flatMap(({ read }) => read ?? []).sort((a, b) => a - b);
    const at = (share: number) => found[Math.round(share * (found.length - 1))]?.toFixed(2) ?? '-';
    const [folder, part, made] = kind.split(' ');
    console.log(
      `${folder.padEnd(16)} ${part.padEnd(6)} ${made.padStart(4)} ${String(found.length).padStart(9)} of ${rows.length}`.padEnd(
        50,
      ),
      at(0.1).padStart(8),
      at(0.5).padStart(7),
      at(0.9).padStart(6),
    );
  }
}
