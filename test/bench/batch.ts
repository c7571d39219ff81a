// A separate program (npm run bench -- --batch builds and starts it): a batch's wall time against the engine's own.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { recipeSchema } from '../../src-main/contract/recipe';
import type { RawPicture } from '../../src-main/imaging/raw-picture';
import { type Engine, withEngine } from '../../src-main/jobs/engine';
import { openBatch } from '../../src-main/library/open-batch';
import { parseRules } from '../../src-main/library/recipe-file';
import { runBatch } from '../../src-main/library/run-batch';
import { rounded, startRecord } from '../records/record';

const PHOTOS = 6;
const ROUNDS = 8;
const BAR = 0.97;
const WORDS = { operator: 'denoise', noise: 10, steps: 8, provider: 'cpu' };
const NETWORK = { modelPath: resolve('models/eps-universal.onnx'), provider: 'cpu' } as const;

void main();

/**
 * The same photos in turns: by the engine alone, one after another, decoded already and nothing encoded; and as a
 * batch, from looking through the folder to the last result on disk, decoding, encoding, hashing and ledger included.
 * Both on the same warm processes. What the batch adds must disappear behind the network.
 */
async function main(): Promise<void> {
  const recording = await startRecord('batch-against-engine');
  const folder = await mkdtemp(join(tmpdir(), 'daguerre-bench-'));
  try {
    const photos = await makePhotos(join(folder, 'photos'));
    const rounds = await withEngine(async (engine) => {
      const raws = await decodeAll(engine, photos);
      await restoreAlone(engine, raws.slice(0, 1));
      return inTurns(engine, raws, folder);
    });
    const ratio =
      sum(rounds.map(({ engineSeconds }) => engineSeconds)) /
      sum(rounds.map(({ batchSeconds }) => batchSeconds));
    const figures = { photos: PHOTOS, rounds, ratio: rounded(ratio, 4), bar: BAR };
    if (ratio >= BAR) await recording.finish(figures);
    process.stdout.write(`${JSON.stringify({ ...figures, ok: ratio >= BAR })}\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/**
 * A round is alone, batch, batch, alone, and the reverse in every other round: a machine that becomes slower or faster
 * meanwhile counts for both alike.
 */
async function inTurns(engine: Engine, raws: readonly RawPicture[], folder: string) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round++) {
    const sums = { alone: 0, batch: 0 };
    const [outer, inner] = round % 2 === 0 ? (['alone', 'batch'] as const) : (['batch', 'alone'] as const);
    for (const [turn, kind] of [outer, inner, inner, outer].entries()) {
      const name = `round-${round}-${turn}`;
      sums[kind] += await seconds(() =>
        kind === 'alone' ? restoreAlone(engine, raws) : restoreBatch(engine, folder, name),
      );
    }
    rounds.push({ engineSeconds: rounded(sums.alone, 2), batchSeconds: rounded(sums.batch, 2) });
  }
  return rounds;
}

async function makePhotos(folder: string): Promise<string[]> {
  await mkdir(folder);
  const photos = Array.from({ length: PHOTOS }, (_, i) => join(folder, `${i}.jpg`));
  for (const [i, photo] of photos.entries()) {
    const area = { left: i, top: i, width: 584, height: 384 };
    await sharp('examples/coffee.jpg').extract(area).jpeg({ quality: 95 }).toFile(photo);
  }
  return photos;
}

async function decodeAll(engine: Engine, photos: readonly string[]): Promise<RawPicture[]> {
  const raws = [];
  for (const [i, path] of photos.entries()) {
    const rawPath = join(engine.workspace, `alone-${i}.raw`);
    raws.push(await engine.imaging.request('decodePhoto', { path, rawPath }));
  }
  return raws;
}

async function restoreAlone(engine: Engine, raws: readonly RawPicture[]): Promise<void> {
  const recipe = recipeSchema.parse(WORDS);
  const outputs = [join(engine.workspace, 'alone-result.raw')];
  for (const photo of raws)
    await engine.compute.request('restore', { photo, recipe, network: NETWORK, outputs, depth: photo.depth });
}

async function restoreBatch(engine: Engine, folder: string, name: string): Promise<void> {
  const { signal } = new AbortController();
  const batch = await openBatch(
    {
      input: join(folder, 'photos'),
      output: join(folder, name),
      masks: null,
      ...parseRules(WORDS, 'recipe'),
      include: [],
      exclude: [],
      order: 'folder',
    },
    {
      resume: false,
      retryFailed: false,
      ledgers: join(folder, 'ledgers'),
      network: NETWORK,
    },
    signal,
  );
  const { done } = await runBatch(engine, batch, { signal, onEvent: () => {} }).finished;
  batch.ledger.close();
  if (done !== PHOTOS) throw new Error(`${done} of ${PHOTOS} photos were restored`);
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}
