import { Command } from 'commander';
import { addMetricsOption } from './metrics-option';
import { addNetworkOptions, collectText, toNumber, toText } from './options';
import { addQueuePassword } from './queue-password';
import { addSpeechOptions } from './speech';
import type { WorkerOptions } from './worker-run';

const MORE = `
A worker takes the photos that \`batch --queue\` hands out for the same network. It reads them and writes the results where
the batch has them: in folders that both machines share (--map gives their paths on this machine), or in an S3-compatible
store (the usual AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION and AWS_ENDPOINT_URL). Any number of workers may
run on any machines; killing one loses nothing. Anyone who can write to the queue can make a worker read and write its
files, so protect it.

Examples:
  daguerre worker --queue redis://host:6379
  daguerre worker --queue rediss://user:password@host --map /srv/scans=/mnt/scans --map /srv/restored=/mnt/restored`;

export function workerCommand(signal: AbortSignal): Command {
  const command = new Command('worker')
    .description('restore photos from a queue that batches fill, until it is stopped')
    .requiredOption(
      '--queue <url>',
      'a Redis or Valkey server: redis://host:6379, or rediss:// for TLS',
      toText,
    )
    .option('--map <from=to>', "the path of a batch's folder on this machine (repeatable)", collectText, [])
    .option(
      '--concurrency <n>',
      'photos at a time: one in the network, the others decoded or encoded',
      toNumber,
      3,
    )
    .option(
      '--stalled-after <seconds>',
      "seconds without a sign of life after which a worker's photos go to another",
      toNumber,
      30,
    );
  return addSpeechOptions(addMetricsOption(addQueuePassword(addNetworkOptions(command))))
    .option('--json', 'print every event as one JSON object per line')
    .addHelpText('after', MORE)
    .action(async (options: WorkerOptions) => {
      // Only this command loads BullMQ and the library.
      const { worker } = await import('./worker-run');
      await worker(options, signal);
    });
}
