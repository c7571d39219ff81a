import { Command } from 'commander';
import { degradeFile } from '../jobs/degrade-job';
import { withEngine } from '../jobs/engine';
import { addMeasurementOptions, type MeasurementOptions, toRecipe, toText } from './options';
import {
  addOverwriteOptions,
  OVERWRITE_RULE,
  type OverwriteOptions,
  permitWriting,
  tellLeft,
} from './overwrite';
import { addResultOptions, PHOTO, type ResultOptions, toEncoding } from './result-options';

import { usualOf } from './settings';
import { addSpeechOptions, type SpeechOptions, speechOf } from './speech';

type Options = MeasurementOptions & ResultOptions & OverwriteOptions & SpeechOptions;

export function degradeCommand(signal: AbortSignal): Command {
  const command = new Command('degrade')
    .description('degrade a photo by an operator, for tests and demonstrations')
    .argument('<photo>', PHOTO)
    .requiredOption(
      '-o, --output <file>',
      'where to write: .jpg, .png, .tif, .webp or .avif; the extension chooses the format',
      toText,
    );
  addSpeechOptions(addOverwriteOptions(addResultOptions(addMeasurementOptions(command, false))));
  command.addHelpText('after', OVERWRITE_RULE).option('--json', 'print one JSON object about the run');
  return command.action((photo: string, options: Options, self: Command) =>
    degrade(photo, options, usualOf(self), signal),
  );
}

async function degrade(
  photo: string,
  options: Options,
  usual: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  const recipe = toRecipe(options, usual);
  const { output } = options;
  const { work, left } = await permitWriting([{ photo, outputs: [output] }], options, signal);
  const speech = speechOf(options);
  tellLeft(left, options, speech);
  if (work.length === 0) return;
  const files = { mask: options.mask, kernel: options.kernel };
  const job = { photo, recipe, files, output, encoding: toEncoding(options), signal };
  const { width, height } = await withEngine((engine) => degradeFile(engine, job));
  const { operator, seed } = recipe;
  const summary = { operator: operator.join(','), seed, width, height, output };
  if (options.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
  else speech.result(`${output}: ${width}x${height}`);
}
