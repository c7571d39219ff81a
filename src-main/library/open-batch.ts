import { access, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchRequest } from '../contract/batch';
import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import type { z } from '../contract/schema';
import { makeWorkingFolder } from '../imaging/working-folder';
import type { networkSchema } from '../processes/job-schemas';
import { hashModel, hashValue } from './hashes';
import { Ledger } from './ledger';
import { LedgerPages } from './ledger-pages';
import { masksOf, requireMasks, withoutMasks } from './masks';
import { plan } from './plan';
import { type RuleFor, ruleForEach } from './recipe-file';
import type { Scan } from './scan';
import { canonical, openStore } from './stores/open-store';

/** How a batch is opened, and how its photos are restored on this machine. */
export interface OpenOptions {
  /** Continue an earlier batch of these folders. */
  readonly resume: boolean;
  /** Continue, and let failed photos wait again. */
  readonly retryFailed: boolean;
  /** The folder of ledgers, on a local disk. */
  readonly ledgers: string;
  readonly network: z.input<typeof networkSchema>;
  readonly tileSize?: number | undefined;
}

/** A batch with its planned ledger. */
export interface OpenBatch {
  /** The name of its ledger, the same for the same pair of folders. */
  readonly id: string;
  readonly request: BatchRequest;
  readonly options: OpenOptions;
  /** The folders of the request, each in its one spelling. */
  readonly input: string;
  readonly output: string;
  readonly ruleFor: RuleFor;
  readonly ledger: Ledger;
  /** Its rows page by page, through a connection that is opened when it is first needed. */
  readonly pages: LedgerPages;
  readonly scan: Scan;
  /** SHA-256 of the network (see hashModel). */
  readonly modelHash: string;
  /** Closes the ledger. */
  close(): void;
}

/** The path of the ledger for a pair of folders. */
export async function ledgerPath(
  { input, output }: Pick<BatchRequest, 'input' | 'output'>,
  ledgers: string,
): Promise<string> {
  return join(ledgers, `${idOf(await canonical(input), await canonical(output))}.sqlite`);
}

function idOf(input: string, output: string): string {
  return hashValue({ input, output }).slice(0, 24);
}

/**
 * Opens the batch of two folders and plans it. Throws a PlainError (bad request) if the folder can't be read, or if
 * there is an earlier batch of these folders and neither `resume` nor `retryFailed` is set. The caller closes it.
 */
export async function openBatch(
  request: BatchRequest,
  options: OpenOptions,
  signal: AbortSignal,
): Promise<OpenBatch> {
  await (await openStore(request.input)).requireReadable();
  const path = await ledgerPath(request, options.ledgers);
  const ledger = Ledger.open(path);
  try {
    const { done, waiting, working, failed } = ledger.counts();
    const total = done + waiting + working + failed;
    if (total > 0 && !options.resume && !options.retryFailed) {
      throw badRequest(said('begunBefore', { folder: request.input, output: request.output, done, total }));
    }
    return await planned(request, options, ledger, signal);
  } catch (error) {
    ledger.close();
    throw error;
  }
}

/** Plans a batch on a copy of the ledger, to see what it would do; `close` removes the copy. */
export async function rehearse(
  request: BatchRequest,
  options: OpenOptions,
  signal: AbortSignal,
): Promise<{ batch: OpenBatch; close(): Promise<void> }> {
  const folder = await makeWorkingFolder('plan');
  const copy = join(folder, 'ledger.sqlite');
  const path = await ledgerPath(request, options.ledgers);
  if (await readable(path)) Ledger.copy(path, copy);
  const ledger = Ledger.open(copy);
  const close = async () => {
    ledger.close();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    return { batch: await planned(request, options, ledger, signal), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function planned(
  request: BatchRequest,
  options: OpenOptions,
  ledger: Ledger,
  signal: AbortSignal,
): Promise<OpenBatch> {
  const ruleFor = ruleForEach(request);
  const [input, output] = [await canonical(request.input), await canonical(request.output)];
  const notInto = output === input ? [] : [output];
  if (request.masks !== null) notInto.push(await canonical(request.masks));
  const [photos, results] = [await openStore(input), await openStore(output)];
  await requireMasks(request);
  const maskFor = masksOf(request);
  const found = withoutResults(
    await photos.scan({ include: request.include, exclude: request.exclude, notInto }, signal),
    ledger,
    input === output,
  );
  const scan = { ...found, photos: await withoutMasks(found.photos, request, maskFor) };
  const modelHash = await hashModel(options.network.modelPath);
  // What a crashed run was working on counts as waiting from now on, not only from the next run.
  ledger.releaseEnded();
  await plan({
    ledger,
    scan,
    ruleFor,
    maskFor,
    results: await results.lookUpResults(),
    modelHash,
    retryFailed: options.retryFailed,
  });
  let pages: LedgerPages | undefined;
  return {
    id: idOf(input, output),
    request,
    options,
    input,
    output,
    ruleFor,
    ledger,
    get pages() {
      pages ??= new LedgerPages(ledger.path);
      return pages;
    },
    scan,
    modelHash,
    close: () => {
      pages?.close();
      ledger.close();
    },
  };
}

/** Removes results from the found photos if both are in one folder, so that the next run doesn't restore them. */
function withoutResults(scan: Scan, ledger: Ledger, together: boolean): Scan {
  if (!together) return scan;
  const results = new Set(ledger.outputs());
  return { ...scan, photos: scan.photos.filter(({ path }) => !results.has(path)) };
}

async function readable(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
