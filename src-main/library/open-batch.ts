import { access, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import type { z } from '../contract/schema';
import { temporaryIn } from '../imaging/output';
import type { networkSchema } from '../processes/job-schemas';
import { hashModel } from './hash-model';
import { hashValue } from './hashes';
import { Ledger, type Order } from './ledger';
import { masksIn } from './masks';
import { plan } from './plan';
import type { RuleFor } from './recipe-file';
import type { Scan } from './scan';
import { isS3, openStore } from './stores/open-store';

/** A folder of photos to restore into another. */
export interface BatchRequest {
  readonly input: string;
  /** Made where it is missing. */
  readonly output: string;
  readonly ruleFor: RuleFor;
  readonly masks?: string | undefined;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  readonly order: Order;
  /** Go on with a batch of these folders that was begun before. */
  readonly resume: boolean;
  readonly retryFailed: boolean;
  /** Where ledgers are kept: on a disk of this machine. */
  readonly ledgers: string;
  readonly network: z.input<typeof networkSchema>;
  readonly tileSize?: number | undefined;
}

/** A batch whose ledger says what is to be done. */
export interface OpenBatch {
  readonly request: BatchRequest;
  readonly input: string;
  readonly output: string;
  readonly ledger: Ledger;
  readonly scan: Scan;
  /** SHA-256 of the network's file. */
  readonly modelHash: string;
}

/** Where the ledger of a pair of folders is. */
export async function ledgerPath({
  input,
  output,
  ledgers,
}: Pick<BatchRequest, 'input' | 'output' | 'ledgers'>): Promise<string> {
  const pair = hashValue({ input: await canonical(input), output: await canonical(output) });
  return join(ledgers, `${pair.slice(0, 24)}.sqlite`);
}

/**
 * Opens the batch of two folders and plans it. Throws a PlainError (bad request) where the folder can't be read, or
 * where such a batch was begun before and `resume` doesn't say to go on. Close the ledger when done with it.
 */
export async function openBatch(request: BatchRequest, signal: AbortSignal): Promise<OpenBatch> {
  await (await openStore(request.input)).requireReadable();
  const path = await ledgerPath(request);
  const ledger = Ledger.open(path);
  try {
    const { done, waiting, working, failed } = ledger.counts();
    const total = done + waiting + working + failed;
    if (total > 0 && !request.resume && !request.retryFailed) {
      throw badRequest(said('begunBefore', { folder: request.input, output: request.output, done, total }));
    }
    return await planned(request, ledger, signal);
  } catch (error) {
    ledger.close();
    throw error;
  }
}

/** The same on a copy of the ledger that is removed by `close`: to see what a batch would do. */
export async function rehearse(
  request: BatchRequest,
  signal: AbortSignal,
): Promise<{ batch: OpenBatch; close(): Promise<void> }> {
  const copy = temporaryIn(tmpdir());
  const path = await ledgerPath(request);
  if (await readable(path)) Ledger.copy(path, copy);
  const ledger = Ledger.open(copy);
  const close = async () => {
    ledger.close();
    for (const suffix of ['', '-wal', '-shm']) await rm(copy + suffix, { force: true });
  };
  try {
    return { batch: await planned(request, ledger, signal), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function planned(request: BatchRequest, ledger: Ledger, signal: AbortSignal): Promise<OpenBatch> {
  const [input, output] = [await canonical(request.input), await canonical(request.output)];
  const notInto = output === input ? [] : [output];
  if (request.masks !== undefined) notInto.push(await canonical(request.masks));
  const [photos, results] = [await openStore(input), await openStore(output)];
  const scan = withoutResults(
    await photos.scan({ include: request.include, exclude: request.exclude, notInto }, signal),
    ledger,
    input === output,
  );
  const modelHash = await hashModel(request.network.modelPath);
  await plan({
    ledger,
    scan,
    ruleFor: request.ruleFor,
    maskFor: request.masks === undefined ? undefined : masksIn(request.masks),
    results: await results.lookUpResults(),
    modelHash,
    retryFailed: request.retryFailed,
  });
  return { request, input, output, ledger, scan, modelHash };
}

/** Results beside their photos are no photos of the next run. */
function withoutResults(scan: Scan, ledger: Ledger, together: boolean): Scan {
  if (!together) return scan;
  const results = new Set(ledger.outputs());
  return { ...scan, photos: scan.photos.filter(({ path }) => !results.has(path)) };
}

/** The path without links, as far as it exists: the same before a folder is made as after. */
async function canonical(path: string): Promise<string> {
  if (isS3(path)) return path.replace(/\/+$/, '');
  const whole = resolve(path);
  const real = await realpath(whole).catch(() => undefined);
  if (real !== undefined || dirname(whole) === whole) return real ?? whole;
  return join(await canonical(dirname(whole)), basename(whole));
}

async function readable(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
