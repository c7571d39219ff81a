import { inEnglish, jsonInEnglish } from '../contract/said';
import { type Engine, withEngine } from '../jobs/engine';
import type { WorkerEvent } from '../library/events';
import { hashModel } from '../library/hashes';
import { withRedis } from '../library/queue/connect';
import { watchQueue } from '../library/queue/queue-state';
import { workOnQueue } from '../library/queue/queue-worker';
import { parseQueueUrl } from '../library/queue/redis-url';
import { parseRootMap } from '../library/queue/root-map';
import { RunMetrics } from '../metrics/run-metrics';
import { cardPath, readCard } from '../network/model-card';
import { toMetricsPlace, withMetrics } from './metrics-option';
import { requireProviderFirst } from './named-provider';
import { toNetwork } from './network-options';
import { type SpeechOptions, speechOf } from './speech';
import { wrongUsage } from './wrong-usage';

const MOST_AT_A_TIME = 64;

/** Works on a queue until `signal` is aborted, which counts as success. */
export async function worker(options: WorkerOptions, signal: AbortSignal): Promise<void> {
  const { concurrency, stalledAfter } = options;
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > MOST_AT_A_TIME)
    throw wrongUsage(`--concurrency must be a whole number from 1 to ${MOST_AT_A_TIME}.`);
  if (!(stalledAfter >= 1 && stalledAfter <= 3600))
    throw wrongUsage('--stalled-after must be a number of seconds from 1 to 3600.');
  const network = toNetwork(options);
  await requireProviderFirst(network, signal);
  const [map, address] = [parseRootMap(options.map), parseQueueUrl(options.queue, options.queuePassword)];
  const place = toMetricsPlace(options.metrics);
  const modelHash = await hashModel(network.modelPath);
  const speech = speechOf(options);
  const say = options.json
    ? (event: WorkerEvent) => process.stdout.write(`${jsonInEnglish(event)}\n`)
    : (event: WorkerEvent) => {
        const line = describe(event, address.told);
        if (event.event === 'failed') speech.failure(line);
        else speech.note(line);
      };
  const end = await withRedis(address, (client) =>
    withEngine(async (engine) => {
      const metrics = place && (await metricsOf(engine, network.modelPath));
      const stopWatching = metrics && watchQueue(client, modelHash, (state) => metrics.queue(state));
      const onEvent = (event: WorkerEvent) => {
        metrics?.hear(event);
        say(event);
      };
      const work = () =>
        workOnQueue(engine, {
          client,
          modelHash,
          network,
          map,
          concurrency,
          stalledAfterMs: stalledAfter * 1000,
          onEvent,
          signal,
        });
      return withMetrics(place, metrics?.registry, speech, work).finally(stopWatching);
    }),
  );
  if (end === 'cut off') process.exit();
}

async function metricsOf({ compute, imaging }: Engine, modelPath: string): Promise<RunMetrics> {
  const network = await readCard(cardPath(modelPath));
  return RunMetrics.ofWorker({ network, pids: () => ({ compute: compute.pid, imaging: imaging.pid }) });
}

function describe(event: WorkerEvent, queue: string): string {
  switch (event.event) {
    case 'ready':
      return `Taking photos from ${queue} (${event.queue}), ${event.concurrency} at a time; Ctrl-C stops it.`;
    case 'started':
      return `${event.photo} ...`;
    case 'done':
      return `${event.photo} is done, in ${event.seconds} s.`;
    case 'kept':
      return `${event.photo} is unchanged; its result is kept.`;
    case 'vanished':
      return `${event.photo} is gone.`;
    case 'left':
      return `${event.photo} was left alone.`;
    case 'returned':
      return `${event.photo} was returned to the queue.`;
    case 'failed':
      return inEnglish(event.reason);
    case 'waiting':
      return `Waiting: ${inEnglish(event.reason)}`;
    case 'continued':
      return 'Continuing.';
  }
}

/** The options as typed. */
export interface WorkerOptions extends SpeechOptions {
  readonly queue: string;
  readonly map: readonly string[];
  readonly concurrency: number;
  readonly stalledAfter: number;
  readonly provider?: string;
  readonly threads?: number;
  readonly model?: string;
  readonly queuePassword?: string;
  readonly metrics?: string;
}
