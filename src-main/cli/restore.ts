import { Command } from 'commander';
import { addDamageOptions, addMeasurementOptions, addSamplerOptions, toText } from './options';
import { addOverwriteOptions, OVERWRITE_RULE } from './overwrite';
import { OWN_RECIPES_HELP } from './recipe-option';
import { FORMATS, type RestoreOptions } from './restore-options';
import { addResultOptions } from './result-options';
import { usualOf } from './settings';
import { addSpeechOptions } from './speech';

const EXAMPLES = `
Examples:
  daguerre restore old.jpg -o clean.png --operator denoise --noise 12
  daguerre restore old.jpg -o clean.png --operator denoise --noise auto
  daguerre restore print.jpg -o restored.png --recipe old-photo
  daguerre restore scan.tif -o whole.tif --operator inpaint --mask scratches.png
  daguerre restore small.jpg -o big.png --operator upscale --scale 2 --samples 3
  daguerre restore *.jpg album -o restored/ --recipe old-photo
  scanimage --format=png | daguerre restore - -o - --recipe old-photo > print.png`;

const PLACES = `
Several photos, folders with their subfolders, or one of each are restored into a folder, named as by batch: like the
photo, and with its extension where two would have one name. A photo that fails is reported and the others go on. Of
hundreds of photos \`batch\` also keeps a ledger, so that it can be resumed.`;

export function restoreCommand(signal: AbortSignal): Command {
  const command = new Command('restore')
    .description('restore photos')
    .argument('<photos...>', 'photos, or folders of them, which are only read; - is standard input')
    .requiredOption(
      '-o, --output <file|folder>',
      'where to write: .jpg, .png, .tif, .webp or .avif, whose extension chooses the format; a folder, which ends in /; or - for standard output',
      toText,
    )
    .option(
      '--recipe <name|file>',
      'a recipe instead of --operator, one of those below or a JSON file; other options change it',
      toText,
    );
  addResultOptions(addSamplerOptions(addDamageOptions(addMeasurementOptions(command, true))));
  command
    .option(
      '--format <name>',
      `of results in a folder and on standard output: ${FORMATS.join(', ')} (default same, as the photo)`,
      toText,
    )
    .option('--no-mark', "don't record the restoration in the file's XMP");
  return addSpeechOptions(addOverwriteOptions(command))
    .option(
      '--dry-run',
      'say what would be done, with the values estimated from each photo and the time it takes',
    )
    .option('--json', 'print one JSON object about each photo')
    .addHelpText('after', PLACES)
    .addHelpText('after', OVERWRITE_RULE)
    .addHelpText('after', OWN_RECIPES_HELP)
    .addHelpText('after', EXAMPLES)
    .action(async (photos: string[], options: RestoreOptions, self: Command) => {
      const { restore } = await import('./restore-run');
      await restore(photos, options, usualOf(self), signal);
    });
}
