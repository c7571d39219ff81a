import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PROVIDERS } from '../contract/recipe';
import { z } from '../contract/schema';
import { withEngine } from '../engine/jobs/engine';
import { writeLists } from '../library/csv';
import { dryRun } from '../library/dry-run';
import type { Order } from '../library/ledger';
import { type BatchRequest, openBatch, rehearse } from '../library/open-batch';
import { readRecipeFile } from '../library/recipe-file';
import { runBatch } from '../library/run-batch';
import { dataFolder } from '../shell/places';
import { batchDisplay, describeDryRun } from './batch-display';
import type { BatchOptions } from './batch-options';
import { defaultModel } from './model-path';
import { toThreads, toTileSize } from './options';
import { wrongUsage } from './wrong-usage';

/** Exit status where some photos failed. */
const SOME_FAILED = 3;

/** Runs a batch, or says what it would do. */
export async function batch(folder: string, options: BatchOptions, signal: AbortSignal): Promise<void> {
  const request = await toRequest(folder, options);
  if (options.dryRun) return rehearseBatch(request, options, signal);
  if (options.lists !== undefined) await makeListsFolder(options.lists);
  const open = await openBatch(request, signal);
  const display = batchDisplay(options.json === true);
  try {
    const summary = await withEngine(
      (engine) => runBatch(engine, open, { signal, onEvent: display.tell }).finished,
    );
    if (options.lists !== undefined) await writeLists(options.lists, open.ledger, open.scan.leftOut);
    if (summary.failed > 0) process.exitCode = SOME_FAILED;
  } finally {
    display.stop();
    open.ledger.close();
  }
}

/** Before the work of hours, not after it. */
async function makeListsFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw wrongUsage(`The folder ${folder} for the lists can't be made; choose another.`, error);
  });
}

async function rehearseBatch(
  request: BatchRequest,
  { json }: BatchOptions,
  signal: AbortSignal,
): Promise<void> {
  const { batch: open, close } = await rehearse(request, signal);
  try {
    const found = await withEngine((engine) => dryRun(engine, open, signal));
    process.stdout.write(`${json ? JSON.stringify(found) : describeDryRun(found)}\n`);
  } finally {
    await close();
  }
}

async function toRequest(folder: string, options: BatchOptions): Promise<BatchRequest> {
  const threads = toThreads(options.threads);
  const provider = z.enum(PROVIDERS).safeParse(options.provider ?? 'auto');
  if (!provider.success) throw wrongUsage(`--provider must be one of ${PROVIDERS.join(', ')}.`);
  return {
    input: folder,
    output: options.output,
    ruleFor: await readRecipeFile(options.recipe),
    masks: options.masks,
    include: options.include,
    exclude: options.exclude,
    order: toOrder(options.order),
    resume: options.resume === true,
    retryFailed: options.retryFailed === true,
    ledgers: join(options.data ?? dataFolder(), 'ledgers'),
    network: {
      modelPath: options.model ?? defaultModel(),
      provider: provider.data,
      ...(threads !== undefined && { threads }),
    },
    tileSize: toTileSize(options.tile),
  };
}

function toOrder(order: string): Order {
  if (order === 'folder' || order === 'size') return order;
  throw wrongUsage('--order must be folder or size.');
}
