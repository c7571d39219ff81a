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
import type { RuleFor } from '../library/recipe-file';
import { peakMemoryMB } from '../processes/memory';
import { SOME_FAILED } from './exit-statuses';
import { expandPatterns } from './given-patterns';
import { requireProvider } from './named-provider';
import { toThreads, toTileSize } from './options';
import { makeResultFolder, PIPE } from './output-place';
import { permitWriting, tellLeft } from './overwrite';
import { writeStdout } from './pipes';
import { type ProgressDisplay, progressDisplay } from './progress';
import { describe, describeMore, type RestoreSummary, summarise } from './report';
import { rehearseAll } from './restore-dry-run';
import { asCalled, jobOf } from './restore-job-of';
import { type RestoreOptions, rulesOf } from './restore-options';
import { endsCommand, type PlannedPhoto, planRestoration, type RestorePlan } from './restore-plan';
import { type Speech, speechOf } from './speech';

/**
 * Restores photos one after another, or prints what that would do. If one of several fails, it is reported and the
 * others continue; if the only one fails, the command ends (endsCommand). `usual` names the options that weren't typed.
 */
export async function restore(
  given: readonly string[],
  options: RestoreOptions,
  usual: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  const ruleFor = await rulesOf(options, usual);
  toThreads(options.threads);
  toTileSize(options.tile);
  await inWorkingFolder('pipe', async (pipes) => {
    const plan = await planRestoration(await expandPatterns(given), options.output, ruleFor, pipes, signal);
    const speech = speechOf(options, plan.place.kind === 'stdout');
    const { format } = options;
    if (plan.place.kind === 'file' && format !== undefined && !usual.has('format'))
      checkFormat(plan.place.path, ruleFor);
    if (options.dryRun) {
      tellLeftOut(plan, speech);
      return withEngine((engine) => rehearseAll(engine, plan, options, speech, signal));
    }
    const { work: photos, left } = await permitWriting(plan.photos, options, signal);
    tellLeftOut(plan, speech);
    tellLeft(left, options, speech);
    if (photos.length > 0)
      await withEngine((engine) => restoreAll(engine, { ...plan, photos }, options, speech, signal));
  });
}

/** Checks that a file's name and --format agree. */
function checkFormat(path: string, ruleFor: RuleFor): void {
  const { format } = ruleFor('').result;
  if (format !== 'same') checkNamed(path, format);
}

function tellLeftOut({ leftOut }: RestorePlan, speech: Speech): void {
  for (const { path, reason } of leftOut) speech.note(`${path} was skipped: ${inEnglish(reason)}.`);
}

async function restoreAll(
  engine: Engine,
  plan: RestorePlan,
  options: RestoreOptions,
  speech: Speech,
  signal: AbortSignal,
): Promise<void> {
  const { photos, place } = plan;
  const progress = progressDisplay(photos.length, options);
  const said = new Set<string>();
  const noteOnce = (warning: string) => {
    if (!said.has(warning)) speech.note(warning);
    said.add(warning);
  };
  const [first] = photos;
  if (options.provider !== undefined && first)
    await requireProvider(engine, jobOf(first, options).network, first.recipe.operator, signal);
  let done = 0;
  try {
    for (const [index, planned] of photos.entries()) {
      progress.next(index, planned.name);
      try {
        const summary = await restoreOne(engine, planned, place.kind === 'folder', options, progress, signal);
        progress.stop();
        for (const warning of summary.warnings) noteOnce(warning);
        tell(summary, planned, options, speech);
        done++;
      } catch (error) {
        progress.stop();
        signal.throwIfAborted();
        const plain = workingFileError(error);
        if (!plain || endsCommand(plain, plan)) throw error;
        tellFailure(plain, planned.name, options, speech);
      }
    }
  } finally {
    progress.stop();
  }
  if (done < photos.length && photos.length > 1)
    speech.note(`${done} of ${photos.length} photos were restored.`);
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
  const { name, recipe, outputs, toStdout } = planned;
  const unmake = inFolder ? await makeResultFolder(dirname(outputs[0] ?? '.')) : undefined;
  try {
    const job = jobOf(planned, options);
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
    throw asCalled(error, planned);
  }
}

/** Prints to stdout, or to stderr if stdout is a picture. */
function tell(
  summary: RestoreSummary,
  { toStdout }: PlannedPhoto,
  { json }: RestoreOptions,
  speech: Speech,
): void {
  speech.detail(describeMore(summary));
  if (json) (toStdout ? process.stderr : process.stdout).write(`${JSON.stringify(summary)}\n`);
  else speech.result(describe(summary));
}

/** Reports the failure of one photo among several. A photo that is left alone hasn't failed. */
function tellFailure(error: PlainError, name: string, { json }: RestoreOptions, speech: Speech): void {
  const leftAlone = error instanceof LeftAlone;
  if (!leftAlone) process.exitCode = SOME_FAILED;
  if (json) {
    const why = leftAlone ? { skipped: inEnglish(error.reason) } : { failed: error.message };
    process.stdout.write(`${JSON.stringify({ photo: name, ...why })}\n`);
  } else if (leftAlone) speech.note(`${name} was skipped: ${inEnglish(error.reason)}.`);
  // The message about the end of a process doesn't have the photo's name.
  else speech.failure(error.message.includes(name) ? error.message : `${name}: ${error.message}`);
}
