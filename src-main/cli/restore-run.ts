import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { PlainError } from '../contract/errors';
import { inEnglish } from '../contract/said';
import { checkNamed } from '../imaging/output';
import { workingFileError } from '../imaging/working-files';
import { inWorkingFolder } from '../imaging/working-folder';
import { type Engine, withEngine } from '../jobs/engine';
import { LeftAlone } from '../jobs/find-damage';
import { restoreFile } from '../jobs/restore-job';
import { renamed } from '../library/stores/renamed';
import { peakMemoryMB } from '../processes/memory';
import { SOME_FAILED } from './exit-statuses';
import { defaultModel } from './model-path';
import { toThreads, toTileSize } from './options';
import { PIPE } from './output-place';
import { permitWriting, tellLeft } from './overwrite';
import { writeStdout } from './pipes';
import { type ProgressDisplay, progressDisplay } from './progress';
import { describe, type RestoreSummary, summarise } from './report';
import { type RestoreOptions, rulesOf } from './restore-options';
import { type PlannedPhoto, planRestoration, type RestorePlan } from './restore-plan';
import { makeResultFolder } from './result-folders';

/**
 * Restores photos one after another. One that fails is reported and the others go on; the only one is the end of the
 * command.
 */
export async function restore(
  given: readonly string[],
  options: RestoreOptions,
  signal: AbortSignal,
): Promise<void> {
  const ruleFor = await rulesOf(options);
  toThreads(options.threads);
  toTileSize(options.tile);
  await inWorkingFolder('pipe', async (pipes) => {
    const plan = await planRestoration(given, options.output, ruleFor, pipes, signal);
    const { format } = options;
    if (plan.place.kind === 'file' && format !== undefined) checkFormat(plan.place.path, ruleFor);
    const { work: photos, left } = await permitWriting(plan.photos, options, signal);
    for (const { path, reason } of plan.leftOut)
      process.stderr.write(`${path} was skipped: ${inEnglish(reason)}.\n`);
    tellLeft(left, options);
    if (photos.length > 0)
      await withEngine((engine) => restoreAll(engine, { ...plan, photos }, options, signal));
  });
}

/** A file's name and --format say the same. */
function checkFormat(path: string, ruleFor: Awaited<ReturnType<typeof rulesOf>>): void {
  const { format } = ruleFor('').output;
  if (format !== 'same') checkNamed(path, format);
}

async function restoreAll(
  engine: Engine,
  { photos, place }: RestorePlan,
  options: RestoreOptions,
  signal: AbortSignal,
): Promise<void> {
  const progress = progressDisplay(photos.length);
  const said = new Set<string>();
  const toldOnce = (warning: string) => {
    if (!said.has(warning)) process.stderr.write(`${warning}\n`);
    said.add(warning);
  };
  let done = 0;
  try {
    for (const [index, planned] of photos.entries()) {
      progress.next(index, planned.name);
      try {
        const summary = await restoreOne(engine, planned, place.kind === 'folder', options, progress, signal);
        progress.stop();
        for (const warning of summary.warnings) toldOnce(warning);
        tell(summary, planned, options);
        done++;
      } catch (error) {
        progress.stop();
        signal.throwIfAborted();
        const plain = workingFileError(error);
        if (!plain || photos.length === 1) throw error;
        tellFailure(plain, planned.name, options);
      }
    }
  } finally {
    progress.stop();
  }
  if (done < photos.length) process.stderr.write(`${done} of ${photos.length} photos were restored.\n`);
}

async function restoreOne(
  engine: Engine,
  planned: PlannedPhoto,
  inFolder: boolean,
  options: RestoreOptions,
  progress: ProgressDisplay,
  signal: AbortSignal,
): Promise<RestoreSummary> {
  const started = performance.now();
  const { photo, name, recipe, settings, outputs, toStdout } = planned;
  const { metadata, quality, bitDepth } = settings;
  const { threads } = options;
  const unmake = inFolder ? await makeResultFolder(dirname(outputs[0] ?? '.')) : undefined;
  try {
    const job = {
      photo,
      recipe,
      files: { mask: options.mask === 'auto' ? undefined : options.mask, kernel: options.kernel },
      network: {
        modelPath: options.model ?? defaultModel(),
        provider: recipe.provider,
        ...(threads !== undefined && { threads }),
      },
      outputs,
      encoding: {
        metadata,
        ...(quality !== undefined && { quality }),
        ...(bitDepth !== undefined && { bitDepth }),
      },
      mark: settings.mark,
      tileSize: options.tile,
    };
    const pages = await restoreFile(engine, job, { signal, onProgress: progress.update });
    const otherMemoryMB = peakMemoryMB() + (await engine.imaging.request('peakMemoryMB', {}));
    for (const file of toStdout ? outputs : []) {
      progress.stop();
      await writeStdout(file, signal);
      await rm(file);
    }
    return summarise({
      photo: name,
      recipe,
      outputs: toStdout ? [PIPE] : outputs,
      pages,
      seconds: (performance.now() - started) / 1000,
      otherMemoryMB,
    });
  } catch (error) {
    await unmake?.();
    throw renamed(error, [
      [photo, name],
      ...outputs.map((file) => [file, toStdout ? 'standard output' : file] as const),
    ]);
  }
}

/** Words go to stdout, but for a picture there: then to stderr. */
function tell(summary: RestoreSummary, { toStdout }: PlannedPhoto, { json }: RestoreOptions): void {
  const stream = toStdout ? process.stderr : process.stdout;
  stream.write(`${json ? JSON.stringify(summary) : describe(summary)}\n`);
}

/** Of one photo among several. One that is left alone hasn't failed. */
function tellFailure(error: PlainError, name: string, { json }: RestoreOptions): void {
  const leftAlone = error instanceof LeftAlone;
  if (!leftAlone) process.exitCode = SOME_FAILED;
  if (json) {
    const why = leftAlone ? { skipped: inEnglish(error.reason) } : { failed: error.message };
    process.stdout.write(`${JSON.stringify({ photo: name, ...why })}\n`);
    return;
  }
  const sentence = leftAlone ? `${name} was skipped: ${inEnglish(error.reason)}.` : error.message;
  // The end of a process is told without the photo's name.
  process.stderr.write(sentence.includes(name) ? `${sentence}\n` : `${name}: ${sentence}\n`);
}
