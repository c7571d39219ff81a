import { Command } from 'commander';
import { addNetworkOptions, collectText, toNumber, toText } from './options';
import type { WorkerOptions } from './worker-options';

const MORE = `
A worker takes the photos that \`batch --queue\` hands out for the same network, reads them and writes the results where
the batch has them: in folders that both machines share (--map where they are at another place here), or in an
S3-compatible store (the usual AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT_URL). Any number may
run, on any machines; one that is killed loses nothing. Whoever can write to the queue can have a worker read and write
its files: keep it to yourselves.

Examples:
  daguerre worker --queue redis://host:6379
  daguerre worker --queue rediss://user:password@host --map /srv/scans=/mnt/scans --map /srv/restored=/mnt/restored`;

export function workerCommand(signal: AbortSignal): Command {
  const command = new Command('worker')
    .description('restore what batches on other machines put into a queue, until it is stopped')
    .requiredOption('--queue <url>', 'a Redis or Valkey: redis://host:6379, rediss:// by TLS', toText)
    .option(
      '--map <from=to>',
      "where a batch's folder lies on this machine (may be given again)",
      collectText,
      [],
    )
    .option(
      '--concurrency <n>',
      'photos at a time: one in the network, others decoded or encoded',
      toNumber,
      3,
    )
    .option('--stalled-after <seconds>', 'a worker silent for so long has its photos taken', toNumber, 30);
  return addNetworkOptions(command)
    .option('--json', 'print one JSON object a line about everything that happens')
    .addHelpText('after', MORE)
    .action(async (options: WorkerOptions) => {
      // Only this command loads BullMQ and the library.
      const { worker } = await import('./worker-run');
      await worker(options, signal);
    });
}
