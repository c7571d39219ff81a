import { lstat } from 'node:fs/promises';
import { callsOf } from '../contract/detail';
import { inEnglish } from '../contract/said';
import { FORMAT_NAMES } from '../imaging/photo-info';
import { workingFileError } from '../imaging/working-files';
import type { Engine } from '../jobs/engine';
import { LeftAlone } from '../jobs/find-damage';
import { type Rehearsal, rehearseFile } from '../jobs/rehearse-job';
import { trialRate } from '../library/trial-rate';
import { SOME_FAILED } from './exit-statuses';
import { duration } from './figures';
import { requireProvider } from './named-provider';
import { PIPE } from './output-place';
import { progressBar } from './progress';
import { describeRepairs } from './report';
import { asCalled, jobOf } from './restore-job-of';
import type { RestoreOptions } from './restore-options';
import { endsCommand, type PlannedPhoto, type RestorePlan } from './restore-plan';
import type { Speech } from './speech';

/** What `restore --dry-run --json` prints of a photo. */
interface PhotoRehearsal {
  readonly photo: string;
  readonly width: number;
  readonly height: number;
  readonly pages: number;
  readonly outputs: readonly string[];
  /** Outputs that exist. */
  readonly exist: readonly string[];
  /** The recipe for the first page, with the values estimated from it. */
  readonly recipe: Rehearsal['pages'][number]['recipe'];
  /** Share of the first page's pixels that were found damaged; null if the damage wasn't searched for. */
  readonly damaged: number | null;
  /** Estimated by a small trial on this machine. */
  readonly seconds: number;
}

/** Prints what a restoration would do, with the values estimated from each photo, and writes nothing. */
export async function rehearseAll(
  engine: Engine,
  plan: RestorePlan,
  options: RestoreOptions,
  speech: Speech,
  signal: AbortSignal,
): Promise<void> {
  const { photos } = plan;
  const [first] = photos;
  if (options.provider !== undefined && first)
    await requireProvider(engine, jobOf(first, options).network, first.recipe.operator, signal);
  const bar = progressBar(options);
  const pace = paceOf(engine, options, signal);
  let [good, seconds] = [0, 0];
  for (const [index, planned] of photos.entries()) {
    bar.update(index, photos.length, `${index + 1} of ${photos.length}, ${planned.name}`);
    try {
      const job = jobOf(planned, options);
      const rehearsal = await rehearseFile(engine, job, signal).catch((error: unknown) => {
        throw asCalled(error, planned);
      });
      const found = await describeRehearsal(rehearsal, planned, pace);
      bar.clear();
      const { format } = rehearsal.info;
      if (options.json) process.stdout.write(`${JSON.stringify(found)}\n`);
      else speech.result(line(found, FORMAT_NAMES[format], options));
      good++;
      seconds += found.seconds;
    } catch (error) {
      bar.clear();
      signal.throwIfAborted();
      const plain = workingFileError(error);
      if (!plain || endsCommand(plain, plan)) throw error;
      const isLeft = plain instanceof LeftAlone;
      if (!isLeft) process.exitCode = SOME_FAILED;
      const why = isLeft ? { skipped: inEnglish(plain.reason) } : { failed: plain.message };
      if (options.json) process.stdout.write(`${JSON.stringify({ photo: planned.name, ...why })}\n`);
      else if (isLeft) speech.note(`${planned.name} would be skipped: ${inEnglish(plain.reason)}.`);
      else speech.failure(plain.message);
    }
  }
  bar.clear();
  if (!options.json && photos.length > 1)
    speech.result(
      `${good} of ${photos.length} photos to restore, about ${duration(seconds)}; nothing was written.`,
    );
}

/** Seconds per pixel that the network answers. */
type Pace = (rehearsal: Rehearsal, planned: PlannedPhoto) => Promise<number>;

/** Measures the pace once, by the first photo's network. */
function paceOf(engine: Engine, options: RestoreOptions, signal: AbortSignal): Pace {
  let seconds: Promise<number> | undefined;
  return ({ pages: [{ recipe }] }, planned) => {
    const { network } = jobOf(planned, options);
    seconds ??= trialRate(engine, network, recipe, signal).then((rate) => rate / callsOf(recipe) / 1e6);
    return seconds;
  };
}

async function describeRehearsal(
  rehearsal: Rehearsal,
  planned: PlannedPhoto,
  pace: Pace,
): Promise<PhotoRehearsal> {
  const { info, pages } = rehearsal;
  const [first] = pages;
  const pixels = pages.reduce((sum, page) => sum + page.pixels, 0);
  const outputs = planned.toStdout ? [PIPE] : planned.outputs;
  return {
    photo: planned.name,
    width: info.width,
    height: info.height,
    pages: info.pages,
    outputs,
    exist: planned.toStdout ? [] : await existing(outputs),
    recipe: first.recipe,
    damaged: first.found,
    seconds: Number((pixels * (await pace(rehearsal, planned))).toPrecision(2)),
  };
}

async function existing(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map((path) =>
      lstat(path).then(
        () => [path],
        () => [],
      ),
    ),
  );
  return found.flat();
}

function line(found: PhotoRehearsal, format: string, { overwrite, clobber }: RestoreOptions): string {
  const { photo, width, height, pages, outputs, exist, recipe, damaged, seconds } = found;
  const size = `${width}x${height} ${format}${pages > 1 ? `, ${pages} pages` : ''}`;
  const repairs = describeRepairs(recipe, damaged);
  const rest = overwrite
    ? 'would be replaced'
    : clobber
      ? 'exists; say --overwrite to replace it'
      : 'exists, so the photo is left alone';
  const there = exist.length > 0 ? ` (${exist.join(', ')} ${rest})` : '';
  return `${photo} (${size}) -> ${outputs.join(', ')}${there}: ${repairs}, about ${duration(seconds)}`;
}
