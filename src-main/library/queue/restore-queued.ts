import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { failure, PlainError } from '../../contract/errors';
import { quoted, said } from '../../contract/said';
import { onWorkingFiles } from '../../imaging/working-files';
import { whyLeftAlone } from '../../jobs/find-damage';
import type { PhotoJob } from '../../jobs/photo-job';
import type { SlotEngine } from '../overlapping';
import { fetchAddress, isS3, openStore } from '../stores/open-store';
import { renamed } from '../stores/renamed';
import type { Store } from '../stores/store';
import { restoreTask, Vanished } from '../task';
import type { JobOutcome, QueuedJob } from './job';
import type { RootMap } from './root-map';

export interface QueuedJobOptions {
  readonly network: PhotoJob['network'];
  readonly map: RootMap;
  readonly signal: AbortSignal;
}

/** A folder of the batch isn't at its place on this machine, so that all further jobs would fail too. */
export class FolderAway extends Error {
  override readonly name = 'FolderAway';
  readonly plain: PlainError;

  constructor(root: string, local: string) {
    const at = root === local ? '' : ` at ${local}`;
    const text = `The batch's folder ${root} can't be found here${at}; mount it, or give its path with --map ${root}=FOLDER.`;
    super(text);
    this.plain = new PlainError(quoted(text), { badRequest: false });
  }
}

/**
 * Restores the photo of a queued job, from store to store. When it resolves, the results are in the results' store.
 * Throws FolderAway, a PlainError that names files as the batch's machine does, or the signal's reason; then no result
 * was written.
 */
export async function restoreQueued(
  engine: SlotEngine,
  job: QueuedJob,
  options: QueuedJobOptions,
): Promise<JobOutcome> {
  const { map } = options;
  const [input, output] = [await openStore(map(job.input)), await openStore(map(job.output))];
  if (!(await output.seesProof(job.proof))) throw new FolderAway(job.output, output.root);
  const folder = join(engine.workspace, 'files');
  await onWorkingFiles(() => mkdir(folder, { recursive: true }));
  try {
    return await restore(engine, job, { input, output }, folder, options);
  } catch (error) {
    if (error instanceof Vanished) {
      if (!(await input.holdsAnything())) throw new FolderAway(job.input, input.root);
      return { outcome: 'vanished' };
    }
    const named = asTheBatchNames(error, job, { input, output }, folder);
    const reason = whyLeftAlone(named);
    if (reason) return { outcome: 'left', reason };
    throw named;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Stores {
  readonly input: Store;
  readonly output: Store;
}

async function restore(
  engine: SlotEngine,
  { photo, outputs, settings, tileSize, unlessIs }: QueuedJob,
  { input, output }: Stores,
  folder: string,
  { network, map, signal }: QueuedJobOptions,
): Promise<JobOutcome> {
  const file = await input.fetch(photo, folder, signal);
  const places = outputs.map((path) => output.placeFor(path, join(folder, 'results')));
  const mask = await fetchMask(settings.mask, folder, map, signal);
  const result = await restoreTask(
    engine,
    {
      photo: file,
      outputs: places,
      root: output.isFolder ? output.root : folder,
      settings: { ...settings, ...(mask !== undefined && { mask }) },
    },
    { network, tileSize, signal, unlessIs },
  ).catch((error: unknown) => {
    throw renamed(error, mask === undefined ? [] : [[mask, settings.mask ?? mask]]);
  });
  if (!result) return { outcome: 'kept' };
  for (const [i, place] of places.entries()) await output.deliver(outputs[i], place, signal);
  return { outcome: 'done', ...result };
}

/** The path of a mask on this machine. A mask from a store gets its own folder, because a photo may have its name. */
async function fetchMask(
  mask: string | undefined,
  folder: string,
  map: RootMap,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (mask === undefined) return undefined;
  const address = map(mask);
  if (!isS3(address)) return address;
  const own = join(folder, 'mask');
  await onWorkingFiles(() => mkdir(own, { recursive: true }));
  return fetchAddress(address, own, signal).catch((error: unknown) => {
    if (error instanceof Vanished) throw failure(said('fileMissing', { path: mask }), error);
    throw error;
  });
}

/** Replaces this machine's file names in an error by the names on the batch's machine. */
function asTheBatchNames(error: unknown, job: QueuedJob, { input, output }: Stores, folder: string): unknown {
  return renamed(error, [
    [input.placeFor(job.photo, folder), `${job.input}/${job.photo}`],
    ...job.outputs.map((path): [string, string] => [
      output.placeFor(path, join(folder, 'results')),
      `${job.output}/${path}`,
    ]),
    [input.root, job.input],
    [output.root, job.output],
  ]);
}
