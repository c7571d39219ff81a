import { constants } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { callsOf } from '../contract/detail';
import type { Recipe } from '../contract/recipe';
import { enlargementOf } from '../contract/recipe-facts';
import type { z } from '../contract/schema';
import type { Result } from '../contract/window/results';
import type { RawPicture } from '../imaging/raw-picture';
import type { callProgress } from '../processes/job-schemas';
import { createCallTimes } from './call-times';
import type { OpenDocument } from './document';
import { deservesDraft, draft } from './draft';
import { newId } from './ids';
import { type JobContext, type NewJob, shareOf } from './jobs';
import { PREVIEW } from './live-pictures';
import { createLiveShow } from './live-show';
import { marksDigest } from './mask-sums';
import type { StudioParts } from './parts';
import { keepResult, type RunReport } from './results';
import type { RunStart } from './run-start';
import type { StoredResult } from './stored-result';

type Parts = Pick<StudioParts, 'engine' | 'pictures' | 'events' | 'folders' | 'files' | 'rates'>;

/** The request for a restoration. */
export interface RestoreRequest extends RunStart {
  /** Path of a picture of the point spread function that replaces the recipe's. */
  readonly kernel: string | undefined;
}

/** A restoration of a document as a job. */
export function restoration(parts: Parts, document: OpenDocument, request: RestoreRequest): NewJob {
  const { recipe } = request;
  const marked = marksDigest(document.mask.tiles);
  return {
    document: document.id,
    kind: 'restore',
    steps: callsOf(recipe),
    samples: recipe.samples,
    work: async (context) => {
      // The preview stays visible until the restoration replaces it.
      await document.live.clear(PREVIEW);
      const folder = join(document.folder, context.id);
      await mkdir(folder, { recursive: true });
      try {
        return await run(parts, document, { ...request, marked, folder }, context);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

interface Run extends RestoreRequest {
  /** Digest of all of the document's marks. */
  readonly marked: string;
  /** Folder for working files, removed after the run. */
  readonly folder: string;
}

async function run(parts: Parts, document: OpenDocument, job: Run, context: JobContext): Promise<Result[]> {
  const { engine, folders } = parts;
  const { recipe, folder } = job;
  const started = performance.now();
  const stored = Array.from({ length: recipe.samples }, () => newId());
  const resultsFolder = join(document.folder, 'results');
  await mkdir(resultsFolder, { recursive: true });
  const outputs = stored.map((id) => join(resultsFolder, `${id}.raw`));
  let pixels = 0;
  const show = showProgress(parts, document, recipe, context);
  const onProgress = (progress: Progress) => {
    pixels = progress.totalPixels;
    show(progress);
  };
  try {
    const photo = await photoOf(document, job);
    const inputs = await readInputs(parts, document, job, context.signal);
    if (deservesDraft(recipe, photo, job.kernel !== undefined)) {
      context.update({ drafting: true });
      await draft(parts, document, { recipe, photo, mask: inputs.mask, folder }, context);
      context.update({ drafting: false });
    }
    const report = await engine.compute.request(
      'restore',
      {
        photo,
        recipe,
        countsChanges: job.on === undefined,
        ...inputs,
        ...(document.viewCentre && { viewCentre: document.viewCentre }),
        network: { modelPath: folders.model, provider: recipe.provider },
        outputs,
        depth: document.raw.depth,
        hold: context.id,
        liveFolder: folder,
      },
      { signal: context.signal, onProgress },
    );
    const seconds = (performance.now() - started) / 1000;
    // A pause would falsify the rate; the next run measures it.
    if (pixels > 0 && context.pauses === 0) {
      await parts.rates.add(recipe, report.sampleSeconds, pixels).catch(() => {});
    }
    const { tiles } = job.measurement;
    const marks = tiles && marksDigest(tiles);
    const kernel = job.kernel === undefined ? undefined : parts.files.admit(job.kernel).id;
    const { marked, on, filled } = job;
    const done = {
      ...report,
      recipe,
      run: context.id,
      seconds,
      marks,
      marked,
      kernel,
      on: on?.result,
      filled,
    };
    return await keepAll(parts, document, done, stored);
  } catch (error) {
    for (const path of outputs) await rm(path, { force: true });
    throw error;
  }
}

/** A copy of the healed picture, because a stroke may be undone meanwhile. */
async function photoOf(document: OpenDocument, { on, folder }: Run): Promise<RawPicture> {
  if (!on) return document.raw;
  const path = join(folder, 'photo.raw');
  await copyFile(on.raw.path, path, constants.COPYFILE_FICLONE);
  return { ...on.raw, path };
}

async function readInputs(
  { engine }: Parts,
  document: OpenDocument,
  { measurement, kernel, folder }: Run,
  signal: AbortSignal,
) {
  const { width, height } = document.raw;
  const { tiles, jpeg } = measurement;
  const mask =
    tiles &&
    (await engine.imaging.request(
      'writeMask',
      { tiles: [...tiles], width, height, rawPath: join(folder, 'mask.raw') },
      { signal },
    ));
  return {
    ...(mask && { mask: mask.mask }),
    ...(jpeg && { jpeg }),
    ...(kernel !== undefined && {
      kernel: await engine.imaging.request('readKernel', { path: kernel }, { signal }),
    }),
  };
}

type Progress = z.output<typeof callProgress>;

function showProgress(
  parts: Parts,
  document: OpenDocument,
  recipe: Recipe,
  context: JobContext,
): (progress: Progress) => void {
  const times = createCallTimes();
  const scale = enlargementOf(recipe);
  const show = createLiveShow(parts, document, { ...context, preview: false });
  return (progress) => {
    const { calls, totalCalls, pixels, totalPixels, step, sample, provider, live } = progress;
    times.report(progress, context.pauses);
    context.update({
      calls,
      totalCalls,
      share: shareOf(pixels, totalPixels),
      step,
      sample,
      secondsLeft: times.secondsLeft,
      provider: provider ?? null,
    });
    if (!live) return;
    const { x, y, width, height } = live.area;
    const area = { x: x / scale, y: y / scale, width: width / scale, height: height / scale };
    show.take(live.raw, area, live.step);
  };
}

async function keepAll(
  parts: Parts,
  document: OpenDocument,
  report: RunReport,
  ids: readonly string[],
): Promise<Result[]> {
  const kept: StoredResult[] = [];
  for (const [sample, id] of ids.entries()) kept.push(await keepResult(parts, document, report, sample, id));
  return kept.map(({ result }) => result);
}
