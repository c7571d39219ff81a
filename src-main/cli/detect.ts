import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Command } from 'commander';
import { USUAL_SENSITIVITY } from '../contract/damage';
import { PlainError } from '../contract/errors';
import { inEnglish } from '../contract/said';
import { detectFile } from '../jobs/detect-job';
import { type Engine, withEngine } from '../jobs/engine';
import { listPhotos, type PhotoToDetect } from './detect-photos';
import { SOME_FAILED } from './exit-statuses';
import { percent } from './figures';
import { expandPatterns } from './given-patterns';
import { toNumber, toText } from './options';
import {
  addOverwriteOptions,
  OVERWRITE_RULE,
  type OverwriteOptions,
  permitWriting,
  tellLeft,
  type Writing,
} from './overwrite';
import { progressBar } from './progress';
import { addSpeechOptions, type Speech, type SpeechOptions, speechOf } from './speech';
import { wrongUsage } from './wrong-usage';

interface Options extends OverwriteOptions, SpeechOptions {
  readonly output?: string;
  readonly sensitivity: number;
}

const EXAMPLES = `
Examples:
  daguerre detect old.jpg
  daguerre detect scans -o masks            # then: daguerre batch scans --masks masks ...
  daguerre detect scans --sensitivity 0.8 --json`;

export function detectCommand(signal: AbortSignal): Command {
  const command = new Command('detect')
    .description('find scratches and dust, say how much of each photo they are, and write masks')
    .argument('<photos...>', 'photos, or folders of them with their subfolders; they are only read')
    .option('-o, --output <folder>', 'write masks there: white is damaged, as for --mask and --masks', toText)
    .option('--sensitivity <0..1>', 'from only obvious damage to every trace', toNumber, USUAL_SENSITIVITY);
  return addSpeechOptions(addOverwriteOptions(command))
    .option('--json', 'print one JSON object per photo')
    .addHelpText('after', OVERWRITE_RULE)
    .addHelpText('after', EXAMPLES)
    .action((photos: string[], options: Options) => detect(photos, options, signal));
}

async function detect(given: readonly string[], options: Options, signal: AbortSignal): Promise<void> {
  const { output, sensitivity } = options;
  if (!(sensitivity >= 0 && sensitivity <= 1))
    throw wrongUsage('--sensitivity must be a number from 0 to 1.');
  const { photos, leftOut } = await listPhotos(await expandPatterns(given), output, signal);
  const asWriting = photos.map(({ path, mask }) => ({
    photo: path,
    mask,
    outputs: mask === undefined ? [] : [mask],
  }));
  const speech = speechOf(options);
  const { work, left } = await permitWriting(asWriting, options, signal);
  if (output !== undefined) await makeFolder(output);
  for (const { path, reason } of leftOut) speech.note(`${path} was skipped: ${inEnglish(reason)}.`);
  tellLeft(left, options, speech);
  if (work.length > 0) await withEngine((engine) => detectAll(engine, work, options, speech, signal));
}

async function detectAll(
  engine: Engine,
  photos: readonly Omit<Writing & PhotoToDetect, 'path'>[],
  options: Options,
  speech: Speech,
  signal: AbortSignal,
): Promise<void> {
  const { sensitivity, json } = options;
  const bar = progressBar(options);
  for (const [done, { photo, mask }] of photos.entries()) {
    bar.update(done, photos.length, `${done} of ${photos.length} photos`);
    try {
      if (mask !== undefined) await makeFolder(dirname(mask));
      const found = await detectFile(engine, { photo, sensitivity, mask }, { signal });
      const marked = Number(found.share.toPrecision(4));
      bar.clear();
      const { width, height } = found;
      speech.detail(`${photo}: ${width}x${height}, mask ${mask ?? 'not written'}`);
      if (json)
        process.stdout.write(`${JSON.stringify({ photo, width, height, marked, mask: mask ?? null })}\n`);
      else speech.result(`${photo}: ${percent(found.share)} marked`);
    } catch (error) {
      bar.clear();
      // With a single photo the command ends with the error.
      if (!(error instanceof PlainError) || photos.length === 1) throw error;
      if (json) process.stdout.write(`${JSON.stringify({ photo, failed: error.message })}\n`);
      else speech.failure(error.message);
      process.exitCode = SOME_FAILED;
    }
  }
  bar.clear();
}

async function makeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw wrongUsage(`The folder ${folder} for the masks can't be made; choose another.`, error);
  });
}
