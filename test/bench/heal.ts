// A separate program (heal.mjs builds and starts it).
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import sharp from 'sharp';
import { type Recipe, recipeSchema } from '../../src-main/contract/recipe';
import { PYRAMID_TILE } from '../../src-main/contract/window/basics';
import { channels } from '../../src-main/contract/window/channels';
import { type Healed, healedSchema } from '../../src-main/contract/window/healing';
import { MASK_TILE, type MaskTile, packRuns } from '../../src-main/contract/window/mask-tiles';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import type { Studio } from '../../src-main/studio/studio';
import { inStudio } from './studio';

const [WIDTH, HEIGHT] = [6000, 4000];
/** Diameter of a spot in pixels. */
const SPOT = 12;

void main();

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { strokes: { type: 'string', default: '10' } } });
  await inStudio(async ({ studio, workspace, folder }) => {
    const path = join(folder, 'photo.png');
    const photo = sharp('examples/coffee.jpg').resize(WIDTH, HEIGHT, { fit: 'fill', kernel: 'nearest' });
    await photo.png({ compressionLevel: 1 }).toFile(path);
    const opened = await studio.handlers.openDocument({ file: studio.admitPath(path).id });
    const { document } = channels.openDocument.output.parse(opened);
    const recipe = recipeSchema.parse({ operator: 'inpaint', provider: 'cpu' });
    const begun = performance.now();
    await studio.handlers.prepareHealing({ document: document.id, result: null, recipe });
    const preparing = performance.now() - begun;
    await calm(studio);
    const figures = await healAll(studio, document.id, workspace, recipe, Number(values.strokes));
    process.stdout.write(
      `${JSON.stringify({ cores: availableParallelism(), preparing: Math.round(preparing), ...figures })}\n`,
    );
  });
}

async function healAll(studio: Studio, document: string, workspace: string, recipe: Recipe, strokes: number) {
  const raw = (id: string): RawPicture => ({
    path: join(workspace, document, 'results', `${id}.raw`),
    width: WIDTH,
    height: HEIGHT,
    channels: 3,
    depth: 8,
  });
  const means: number[] = [];
  const samples: number[] = [];
  const names: string[] = [];
  let result: string | null = null;
  let memory = 0;
  const original = join(workspace, document, 'photo.raw');
  for (let k = 0; k < strokes; k++) {
    const [x, y] = [200 + ((k * 997) % (WIDTH - 400)), 200 + ((k * 613) % (HEIGHT - 400))];
    const timed: { mean: number; sample: number; stroke: string; healed: string } = await healOne(
      studio,
      { document, result, recipe, tiles: spot(x, y) },
      { x, y },
    );
    means.push(timed.mean);
    samples.push(timed.sample);
    names.push(timed.stroke);
    result = timed.healed;
    if (k === Math.min(9, strokes - 1)) memory = memoryMB();
  }
  const after = memoryMB();
  const healed = raw(result ?? '');
  const changed = await changedOutside(original, healed.path, strokes);
  const undoing = performance.now();
  for (const stroke of names.reverse()) await studio.handlers.moveStroke({ document, stroke, way: 'undo' });
  const undo = (performance.now() - undoing) / strokes;
  const isIdentical = (await digest(original)) === (await digest(healed.path));
  return {
    strokes,
    meanMs: spread(means),
    sampleMs: spread(samples),
    ...changed,
    memoryMB: { early: memory, late: after },
    undoMs: Math.round(undo),
    isIdentical,
  };
}

/** Milliseconds until the mean and the sample can be seen: the tile at the place is read as well. */
async function healOne(
  studio: Studio,
  input: Parameters<Studio['handlers']['heal']>[0],
  { x, y }: { readonly x: number; readonly y: number },
) {
  const started = performance.now();
  const times: number[] = [];
  let tell: (healed: Healed) => void = () => {};
  const both = new Promise<Healed>((done) => {
    tell = (healed) => {
      const picture = healed.result?.picture.id ?? '';
      const tile = studio.readTile(picture, 0, Math.floor(x / PYRAMID_TILE), Math.floor(y / PYRAMID_TILE));
      void tile.then(() => {
        times.push(performance.now() - started);
        if (times.length === 2) done(healed);
      });
    };
  });
  const stop = studio.onEvent((name, payload) => {
    if (name === 'healed') tell(healedSchema.parse(payload));
  });
  const { stroke, healed } = channels.heal.output.parse(await studio.handlers.heal(input));
  await both;
  stop();
  const [mean, sample] = times;
  return { mean, sample, stroke, healed };
}

/** A round spot. */
function spot(x: number, y: number): MaskTile[] {
  const tiles = new Map<string, { column: number; row: number; values: Uint8Array }>();
  for (let dy = 0; dy < SPOT; dy++) {
    for (let dx = 0; dx < SPOT; dx++) {
      if ((dx + 0.5 - SPOT / 2) ** 2 + (dy + 0.5 - SPOT / 2) ** 2 > (SPOT / 2) ** 2) continue;
      const [column, row] = [Math.floor((x + dx) / MASK_TILE), Math.floor((y + dy) / MASK_TILE)];
      const key = `${column} ${row}`;
      const tile = tiles.get(key) ?? { column, row, values: new Uint8Array(MASK_TILE * MASK_TILE) };
      tiles.set(key, tile);
      tile.values[((y + dy) % MASK_TILE) * MASK_TILE + ((x + dx) % MASK_TILE)] = 255;
    }
  }
  return [...tiles.values()].map(({ column, row, values }) => ({ column, row, runs: packRuns(values) }));
}

/** Pixels that differ between two raw pictures, within all spots' boxes and outside of them. */
async function changedOutside(before: string, after: string, strokes: number) {
  const inside = new Uint8Array(WIDTH * HEIGHT);
  for (let k = 0; k < strokes; k++) {
    const [x, y] = [200 + ((k * 997) % (WIDTH - 400)), 200 + ((k * 613) % (HEIGHT - 400))];
    for (let dy = 0; dy < SPOT; dy++) inside.fill(1, (y + dy) * WIDTH + x, (y + dy) * WIDTH + x + SPOT);
  }
  const counts = { changedInside: 0, changedOutside: 0 };
  await rows(before, after, (a, b, first) => {
    for (let pixel = 0; pixel < a.length / 3; pixel++) {
      const i = 3 * pixel;
      if (a[i] === b[i] && a[i + 1] === b[i + 1] && a[i + 2] === b[i + 2]) continue;
      if (inside[first + pixel]) counts.changedInside++;
      else counts.changedOutside++;
    }
  });
  return counts;
}

async function rows(
  before: string,
  after: string,
  visit: (a: Uint8Array, b: Uint8Array, firstPixel: number) => void,
): Promise<void> {
  const files = [await open(before), await open(after)] as const;
  const bytes = 3 * WIDTH * 100;
  for (let at = 0; at < 3 * WIDTH * HEIGHT; at += bytes) {
    const [a, b] = [new Uint8Array(bytes), new Uint8Array(bytes)];
    await files[0].read(a, 0, bytes, at);
    await files[1].read(b, 0, bytes, at);
    visit(a, b, at / 3);
  }
  for (const file of files) await file.close();
}

async function digest(path: string): Promise<string> {
  const file = await open(path);
  try {
    const hash = createHash('sha256');
    for await (const chunk of file.createReadStream({ autoClose: false })) hash.update(chunk);
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

/** Resident memory of this process and its children. */
function memoryMB(): number {
  const { stdout } = spawnSync('ps', ['--pid', `${process.pid}`, '--ppid', `${process.pid}`, '-o', 'rss='], {
    encoding: 'utf8',
  });
  const kilobytes = stdout.split('\n').reduce((sum, line) => sum + Number(line.trim()), 0);
  return Math.round(kilobytes / 1024);
}

function spread(times: readonly number[]) {
  const sorted = [...times].sort((a, b) => a - b).map(Math.round);
  return { least: sorted[0], median: sorted[sorted.length >> 1], most: sorted.at(-1) };
}

/** Waits for the preparation that the studio starts by itself. */
async function calm(studio: Studio): Promise<void> {
  const { jobs } = await studio.handlers.openJobs({});
  if (jobs.length > 0) throw new Error('there are jobs');
  await new Promise((done) => setTimeout(done, 5000));
}
