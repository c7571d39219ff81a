import { Command } from 'commander';
import type { BatchOptions } from './batch-options';
import { addNetworkOptions, collectText, toNumber, toText } from './options';

const EXAMPLES = `
The recipe is a restoration's words as JSON, for example
  { "operator": "denoise", "noise": "auto", "output": { "format": "same", "name": "{name}-clean" } }

Examples:
  daguerre batch scans -o restored --recipe recipe.json --dry-run
  daguerre batch scans -o restored --recipe recipe.json
  daguerre batch scans -o restored --recipe recipe.json --resume --retry-failed
  daguerre batch scans -o restored --recipe recipe.json --queue redis://host:6379   # see worker --help`;

export function batchCommand(signal: AbortSignal): Command {
  const command = new Command('batch')
    .description('restore all photos of a folder and the folders in it; what was begun can be gone on with')
    .argument('<folder>', 'photos; they are only ever read')
    .requiredOption('-o, --output <folder>', 'where results go, in folders as the photos are', toText)
    .requiredOption('--recipe <file>', "what is done: a restoration's words as JSON", toText)
    .option('--masks <folder>', 'masks by name: that of a/b.jpg is a/b.png or a/b-mask.png there', toText)
    .option('--resume', 'go on with a batch that was begun; what is done is not done again')
    .option('--retry-failed', 'go on, and try again what failed')
    .option('--dry-run', 'say what would be done, how long it takes and how much space it needs')
    .option('--include <pattern>', 'only such photos (may be given again)', collectText, [])
    .option('--exclude <pattern>', 'no such photos (may be given again)', collectText, [])
    .option('--order <folder|size>', 'which photos come first', toText, 'folder')
    .option('--lists <folder>', 'write done.csv, failed.csv and skipped.csv there at the end', toText)
    .option('--queue <url>', 'have workers of a Redis or Valkey queue do it: redis://host:6379', toText);
  return addNetworkOptions(command)
    .option('--tile <pixels>', 'largest side of a tile, a multiple of 16', toNumber)
    .option('--data <folder>', 'where the ledger is kept', toText)
    .option('--json', 'print one JSON object a line about everything that happens')
    .addHelpText('after', EXAMPLES)
    .action(async (folder: string, options: BatchOptions) => {
      // Only this command loads SQLite and the library.
      const { batch } = await import('./batch-run');
      await batch(folder, options, signal);
    });
}
