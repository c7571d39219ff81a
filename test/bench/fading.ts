// Estimates the fading of photos that aren't faded and of the same photos faded by known levels: see fading.mjs.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { type Fading, fadingOf } from '../../src-main/analysis/fading';
import { smallCopy } from '../../src-main/analysis/tone/small-copy';
import { decodePhoto } from '../../src-main/imaging/decode';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { restAtEdges } from '../../src-main/operators/fade/edges';

const MADE: readonly Omit<Fading, 'edges'>[] = [
  { black: [50, 48, 40], white: [203, 188, 168] },
  { black: [60, 60, 60], white: [188, 188, 188] },
  { black: [70, 55, 50], white: [235, 215, 180] },
];

async function main(folders: readonly string[]): Promise<void> {
  const working = await mkdtemp(join(tmpdir(), 'fading-'));
  try {
    for (const folder of folders) {
      let [photos, takenForFaded, takenForFadedAtEdges, found] = [0, 0, 0, 0];
      const edgeErrors: number[] = [];
      const errors: number[] = [];
      for (const name of (await readdir(folder)).sort()) {
        if (!/\.(jpe?g|png|tiff?|webp)$/i.test(name)) continue;
        const raw = await decodePhoto(join(folder, name), { rawPath: join(working, 'photo.raw') });
        if (raw.depth !== 8 || raw.channels < 3) continue;
        photos++;
        const asItIs = fadingOf((await smallCopy(raw)).colours, true);
        if (asItIs) takenForFaded++;
        if (asItIs && asItIs.edges > 0) takenForFadedAtEdges++;
        for (const percent of EDGES) {
          const uneven = await fadeEdges(raw, percent, join(working, 'uneven.raw'));
          const { edges = 0 } = fadingOf((await smallCopy(uneven)).colours, true) ?? {};
          if (edges > 0) edgeErrors.push(Math.abs(edges - percent));
        }
        for (const made of MADE) {
          const faded = await fade(raw, made, join(working, 'faded.raw'));
          const estimate = fadingOf((await smallCopy(faded)).colours, true);
          if (!estimate) continue;
          found++;
          errors.push(...differences(estimate.black, made.black), ...differences(estimate.white, made.white));
        }
      }
      const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
      const share = (count: number, of: number) => Math.round((1000 * count) / of) / 1000;
      console.log(
        JSON.stringify({
          folder: basename(folder),
          photos,
          takenForFaded: share(takenForFaded, photos),
          takenForFadedAtEdges: share(takenForFadedAtEdges, photos),
          edgesFoundWhereFaded: share(edgeErrors.length, EDGES.length * photos),
          meanErrorOfEdgesInPercent: Math.round(
            edgeErrors.reduce((sum, error) => sum + error, 0) / edgeErrors.length,
          ),
          foundWhereFaded: share(found, MADE.length * photos),
          meanErrorInLevels: Math.round(10 * mean) / 10,
        }),
      );
    }
  } finally {
    await rm(working, { recursive: true });
  }
}

/** How much more contrast is lost at the borders, in per cent. */
const EDGES = [30, 50, 70];

/** The photo with less contrast towards its borders, in 8 bits; its white stays. */
async function fadeEdges(photo: RawPicture, percent: number, path: string): Promise<RawPicture> {
  const samples = await readFile(photo.path);
  const place = { x: 0, y: 0, pictureWidth: photo.width, pictureHeight: photo.height };
  const rest = restAtEdges(percent / 100, place, photo);
  for (let i = 0; i < samples.length; i++) {
    if (i % photo.channels < 3)
      samples[i] = 255 - Math.round(rest[Math.floor(i / photo.channels)] * (255 - samples[i]));
  }
  await writeFile(path, samples);
  return { ...photo, path };
}

/** The photo with every level moved as black and white are, in 8 bits. */
async function fade(
  photo: RawPicture,
  { black, white }: Omit<Fading, 'edges'>,
  path: string,
): Promise<RawPicture> {
  const samples = await readFile(photo.path);
  for (let i = 0; i < samples.length; i++) {
    const channel = i % photo.channels;
    if (channel === 3) continue;
    samples[i] = Math.round(black[channel] + (samples[i] / 255) * (white[channel] - black[channel]));
  }
  await writeFile(path, samples);
  return { ...photo, path };
}

function differences(some: readonly number[], others: readonly number[]): number[] {
  return some.map((value, i) => Math.abs(value - others[i]));
}

void main(process.argv.slice(2));
