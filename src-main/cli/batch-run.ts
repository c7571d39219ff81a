import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchRequest, Order, Rule, Rules } from '../contract/batch';
import { badRequest } from '../contract/errors';
import { type RecipeRequest, recipeRequestSchema } from '../contract/recipe';
import { needsMask } from '../contract/recipe-facts';
import { firstIssue, jsonInEnglish, said } from '../contract/said';
import { type Engine, withEngine } from '../jobs/engine';
import { writeLists } from '../library/csv';
import { dryRun } from '../library/dry-run';
import type { BatchEvent, Finished } from '../library/events';
import { type OpenBatch, type OpenOptions, openBatch, rehearse } from '../library/open-batch';
import { parseQueueUrl } from '../library/queue/redis-url';
import { runBatch } from '../library/run-batch';
import { isS3 } from '../library/stores/open-store';
import type { MetricsPlace } from '../metrics/metrics-server';
import { RunMetrics } from '../metrics/run-metrics';
import { cardPath, readCard } from '../network/model-card';
import { userFolders } from '../shell/user-folders';
import { batchDisplay, describeDryRun } from './batch-display';
import type { BatchOptions } from './batch-options';
import { SOME_FAILED } from './exit-statuses';
import { toMetricsPlace, withMetrics } from './metrics-option';
import { requireProviderFirst } from './named-provider';
import { toNetwork } from './network-options';
import { toTileSize } from './options';
import { readRecipe } from './recipe-option';
import { type Speech, speechOf } from './speech';
import { wrongUsage } from './wrong-usage';

/**
 * Restores the photos of a batch, on this machine or through a queue. `follow` is called with this machine's engine, if
 * there is one.
 */
type Runner = (
  batch: OpenBatch,
  onEvent: (event: BatchEvent) => void,
  follow: (engine: Engine) => void,
) => Promise<Finished>;

/** Runs a batch, or prints what it would do. */
export async function batch(
  folder: string,
  options: BatchOptions,
  usual: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<void> {
  checkPlaces(folder, options, usual);
  const request = await toRequest(folder, options, usual);
  const how = toOpenOptions(options);
  if (options.dryRun) return rehearseBatch(request, how, options, signal);
  if (options.queue === undefined) await requireProviderFirst(how.network, signal);
  if (options.lists !== undefined) await makeListsFolder(options.lists);
  const openAndRun = (run: Runner) => runToTheEnd(request, how, options, run, signal);
  if (options.queue === undefined)
    return openAndRun((open, onEvent, follow) =>
      withEngine((engine) => {
        follow(engine);
        return runBatch(engine, open, { signal, onEvent }).finished;
      }),
    );
  // Redis and the queue are loaded only when they are needed.
  const { runByQueue } = await import('./batch-queue');
  await runByQueue(parseQueueUrl(options.queue, options.queuePassword), signal, openAndRun);
}

async function runToTheEnd(
  request: BatchRequest,
  how: OpenOptions,
  options: BatchOptions,
  run: Runner,
  signal: AbortSignal,
): Promise<void> {
  const place = toMetricsPlace(options.metrics);
  const open = await openBatch(request, how, signal);
  const { lists } = options;
  const display = batchDisplay(options);
  for (const { path, reason } of open.scan.leftOut) display.tell({ event: 'skipped', photo: path, reason });
  try {
    const { failed } = place
      ? await runWithMetrics(place, open, display.tell, speechOf(options), run)
      : await run(open, display.tell, () => {});
    if (lists !== undefined) await writeLists(lists, open.ledger, open.scan.leftOut);
    if (failed > 0) process.exitCode = SOME_FAILED;
  } finally {
    display.stop();
    open.close();
  }
}

/** Runs a batch and serves its metrics to Prometheus. */
async function runWithMetrics(
  place: MetricsPlace,
  open: OpenBatch,
  tell: (event: BatchEvent) => void,
  speech: Speech,
  run: Runner,
): Promise<Finished> {
  let engine: Engine | undefined;
  const network = await readCard(cardPath(open.options.network.modelPath));
  const pids = () => ({ compute: engine?.compute.pid, imaging: engine?.imaging.pid });
  const metrics = RunMetrics.ofBatch({ network, pids }, () => open.ledger.counts().waiting);
  const onEvent = (event: BatchEvent) => {
    metrics.hear(event);
    tell(event);
  };
  return withMetrics(place, metrics.registry, speech, () =>
    run(open, onEvent, (started) => {
      engine = started;
    }),
  );
}

/**
 * Throws if options exclude each other: a store needs a queue, and network options belong to the workers of a queue.
 */
function checkPlaces(
  folder: string,
  { output, masks, queue, dryRun, ...options }: BatchOptions,
  usual: ReadonlySet<string>,
): void {
  const inStore = [folder, output, masks ?? ''].some(isS3);
  if (inStore && !dryRun && queue === undefined)
    throw wrongUsage('Photos of an S3-compatible store are restored by workers: add --queue.');
  const isTyped = (name: 'provider' | 'threads') => options[name] !== undefined && !usual.has(name);
  if (queue !== undefined && (isTyped('provider') || isTyped('threads')))
    throw wrongUsage("Set --provider and --threads on each worker; a batch with --queue doesn't use them.");
}

/** Creates the folder before the work, so that hours of work don't end with an error. */
async function makeListsFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw wrongUsage(`The folder ${folder} for the lists can't be made; choose another.`, error);
  });
}

async function rehearseBatch(
  request: BatchRequest,
  how: OpenOptions,
  { json }: BatchOptions,
  signal: AbortSignal,
): Promise<void> {
  const { batch: open, close } = await rehearse(request, how, signal);
  try {
    const found = await withEngine((engine) => dryRun(engine, open, signal));
    process.stdout.write(`${json ? jsonInEnglish(found) : describeDryRun(found)}\n`);
  } finally {
    await close();
  }
}

async function toRequest(
  folder: string,
  options: BatchOptions,
  usual: ReadonlySet<string>,
): Promise<BatchRequest> {
  return {
    input: folder,
    output: options.output,
    ...withDamageFound(await readRecipe(options.recipe), options, usual),
    masks: options.masks ?? null,
    include: options.include,
    exclude: options.exclude,
    order: toOrder(options.order),
  };
}

function toOpenOptions(options: BatchOptions): OpenOptions {
  return {
    resume: options.resume === true,
    retryFailed: options.retryFailed === true,
    ledgers: join(options.data ?? userFolders().data, 'ledgers'),
    network: toNetwork(options),
    tileSize: toTileSize(options.tile),
  };
}

/** Adds the options about finding damage to the recipes that repair damage. */
function withDamageFound(
  rules: Rules,
  { mask, sensitivity, limit }: BatchOptions,
  usual: ReadonlySet<string>,
): Rules {
  if (mask !== undefined && mask !== 'auto')
    throw wrongUsage('--mask of a batch must be auto; --masks gives a folder of masks.');
  const words = Object.entries({ mask, sensitivity, limit }).filter(([, value]) => value !== undefined);
  if (words.length === 0) return rules;
  const changed = (recipe: RecipeRequest) => {
    // Options about finding damage have no effect if none is searched for; typing one is then a mistake.
    const finds = (mask ?? recipe.mask) === 'auto' && needsMask(recipe);
    const used = words.filter(([name]) => finds || !usual.has(name));
    const parsed = recipeRequestSchema.safeParse({ ...recipe, ...Object.fromEntries(used) });
    if (parsed.success) return parsed.data;
    throw badRequest(said('batchRecipe', { issue: firstIssue(parsed.error) }), parsed.error);
  };
  // If the whole batch finds no damage, the options are a mistake.
  changed(rules.recipe);
  const changedIfMasked = <Some extends Rule>(rule: Some) =>
    needsMask(rule.recipe) ? { ...rule, recipe: changed(rule.recipe) } : rule;
  return { ...changedIfMasked(rules), folders: rules.folders.map(changedIfMasked) };
}

function toOrder(order: string): Order {
  if (order === 'folder' || order === 'size') return order;
  throw wrongUsage('--order must be folder or size.');
}
