import { Command } from 'commander';
import type { BatchOptions } from './batch-options';
import { addMetricsOption } from './metrics-option';
import { addDamageOptions, addNetworkOptions, collectText, toNumber, toText } from './options';
import { addQueuePassword } from './queue-password';
import { OWN_RECIPES_HELP } from './recipe-option';
import { usualOf } from './settings';
import { addSpeechOptions } from './speech';

const EXAMPLES = `
A recipe file has the options of \`restore\` as JSON, for example
  { "operator": "denoise", "noise": "auto", "output": { "format": "same", "name": "{name}-clean" } }

Examples:
  daguerre batch scans -o restored --recipe old-photo
  daguerre batch scans -o restored --recipe recipe.json --dry-run
  daguerre batch scans -o restored --recipe recipe.json
  daguerre batch scans -o restored --recipe recipe.json --resume --retry-failed
  daguerre batch scans -o restored --recipe recipe.json --queue redis://host:6379   # see worker --help`;

export function batchCommand(signal: AbortSignal): Command {
  const command = new Command('batch')
    .description('restore all photos of a folder and its subfolders; an interrupted batch can be resumed')
    .argument('<folder>', 'the photos, which are only read')
    .requiredOption('-o, --output <folder>', 'folder for the results, with the same subfolders', toText)
    .requiredOption(
      '--recipe <name|file>',
      'one of the recipes below, or a file: options of `restore` as JSON',
      toText,
    )
    .option('--mask <auto>', 'auto: find the damage of photos that have no mask of their own', toText)
    .option('--masks <folder>', 'masks by name: that of a/b.jpg is a/b.png or a/b-mask.png there', toText)
    .option('--resume', 'resume an earlier batch; finished photos are not restored again')
    .option('--retry-failed', 'resume, and retry failed photos')
    .option('--dry-run', 'show what would be done, the time and the disk space needed')
    .option('--include <pattern>', 'only photos that match (repeatable)', collectText, [])
    .option('--exclude <pattern>', 'no photos that match (repeatable)', collectText, [])
    .option('--order <folder|size>', 'which photos come first', toText, 'folder')
    .option('--lists <folder>', 'write done.csv, failed.csv and skipped.csv there at the end', toText)
    .option(
      '--queue <url>',
      'let the workers of a Redis or Valkey queue do the work: redis://host:6379',
      toText,
    );
  addNetworkOptions(addDamageOptions(command))
    .option('--tile <pixels>', 'largest side of a tile, a multiple of 16', toNumber)
    .option('--data <folder>', 'folder of the ledger', toText);
  return addSpeechOptions(addMetricsOption(addQueuePassword(command)))
    .option('--json', 'print every event as one JSON object per line')
    .addHelpText('after', OWN_RECIPES_HELP)
    .addHelpText('after', EXAMPLES)
    .action(async (folder: string, options: BatchOptions, self: Command) => {
      // Only this command loads SQLite and the library.
      const { batch } = await import('./batch-run');
      await batch(folder, options, usualOf(self), signal);
    });
}
