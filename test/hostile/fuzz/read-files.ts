import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { z } from '../../../src-main/contract/schema';
import { Ledger } from '../../../src-main/library/ledger';
import { LedgerPages } from '../../../src-main/library/ledger-pages';
import { readRecipeFile, ruleForEach } from '../../../src-main/library/recipe-file';
import { cardPath, loadModel } from '../../../src-main/network/model-card';
import { type ImagingTable, imagingTable } from '../../../src-main/processes/imaging-table';
import type { ChildChannel, ChildExit } from '../../../src-main/transport/channel';
import { engineProcess } from '../../../src-main/transport/engine-process';
import { modelFile } from './reader-table';

/** Photos to which a recipe's patterns are applied. */
const PATHS = ['a.jpg', 'a/b/c/d/e/f.png', `${'x/'.repeat(60)}y.tif`, 'a'.repeat(250)];

export async function readRecipe(path: string): Promise<void> {
  const ruleFor = ruleForEach(await readRecipeFile(path));
  for (const photo of PATHS) ruleFor(photo);
}

/** A model and its card; the card's sum and size are made to be right, or nothing behind them would be read. */
export async function readModel(path: string): Promise<void> {
  const { card, onnx } = modelFile.parse(JSON.parse(await readFile(path, 'utf8')));
  const bytes = Buffer.from(onnx, 'base64');
  const model = `${path}.onnx`;
  const sum = createHash('sha256').update(bytes).digest('hex');
  try {
    await writeFile(model, bytes);
    await writeFile(
      cardPath(model),
      card.replace('"SUM"', `"${sum}"`).replace('"BYTES"', String(bytes.length)),
    );
    await loadModel(model);
  } finally {
    await rm(model, { force: true });
    await rm(cardPath(model), { force: true });
  }
}

/** Opens a ledger and does with it what a batch and the window do. */
export async function readLedger(path: string): Promise<void> {
  try {
    const ledger = Ledger.open(path);
    try {
      ledger.releaseEnded();
      ledger.counts();
      ledger.outputs();
      ledger.ownRecipes();
      ledger.factsLike('workspace');
      for (const _ of ledger.inChunks());
      const row = ledger.claim('somebody', 'size');
      if (row) ledger.retry(row.id);
      ledger.rate(ledger.all()[0]?.id ?? 1, 3);
      const pages = new LedgerPages(path);
      try {
        pages.page({ states: ['done', 'failed'], search: 'a', order: 'folder' }, 0, 10);
      } finally {
        pages.close();
      }
    } finally {
      ledger.close();
    }
  } finally {
    for (const end of ['-wal', '-shm', '-journal']) await rm(path + end, { force: true });
  }
}

/** Has the messages of a file come from an imaging process, as if somebody had taken that over. */
export async function readAnswers(path: string): Promise<void> {
  const messages = z.array(z.unknown()).parse(JSON.parse(await readFile(path, 'utf8')));
  const process = engineProcess<ImagingTable>(imagingTable, () => channelOf(messages), {
    title: 'The process',
  });
  await process.request('pixelAt', { raw: RAW, x: 0, y: 0 });
}

const RAW = { path: 'x', width: 1, height: 1, channels: 1, depth: 8 } as const;

/** A channel on which these messages come once, and whose process ends after them. */
function channelOf(messages: readonly unknown[]): ChildChannel {
  const hearers: ((message: unknown) => void)[] = [];
  const mourners: ((exit: ChildExit) => void)[] = [];
  let hasEnded = false;
  const end = () => {
    if (hasEnded) return;
    hasEnded = true;
    for (const mourn of mourners) mourn({ code: 1, signal: null, detail: '' });
  };
  return {
    pid: undefined,
    post: () => {
      setImmediate(() => {
        for (const message of messages) for (const hear of hearers) if (!hasEnded) hear(message);
        end();
      });
    },
    onMessage: (hear) => hearers.push(hear),
    onExit: (mourn) => mourners.push(mourn),
    kill: end,
  };
}
