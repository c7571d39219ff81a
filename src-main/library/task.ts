import { mkdir, realpath, stat } from 'node:fs/promises';
import { dirname, sep } from 'node:path';
import { badRequest, failure, PlainError } from '../contract/errors';
import { recipeRequestSchema } from '../contract/recipe';
import { encodingSchema } from '../contract/result-settings';
import { distinct, said } from '../contract/said';
import { keptSaid } from '../contract/said-before';
import { z } from '../contract/schema';
import { canonicalPath } from '../imaging/canonical-path';
import { errorCode } from '../imaging/open-file';
import type { PhotoJob } from '../jobs/photo-job';
import { type PageProgress, restoreFile } from '../jobs/restore-job';
import { hashFiles } from './hashes';
import type { SlotEngine } from './overlapping';

/** The settings of a photo's task without its paths, stored in the ledger and sent to other machines as JSON. */
export const settingsSchema = z.object({
  recipe: recipeRequestSchema,
  encoding: encodingSchema,
  /** Whether to record the restoration in the results' XMP; older settings don't have this field. */
  mark: z.boolean().default(false),
  /** A mask's file. */
  mask: z.string().exactOptional(),
});
export type TaskSettings = z.output<typeof settingsSchema>;

/** One photo to restore. */
export interface PhotoTask {
  readonly photo: string;
  /** One file per sample; their folder is created, below `root`. */
  readonly outputs: readonly string[];
  readonly root: string;
  readonly settings: TaskSettings;
}

export const taskResultSchema = z.object({
  contentHash: z.string(),
  resultHash: z.string(),
  bytes: z.number(),
  modified: z.number(),
  megapixels: z.number(),
  seconds: z.number(),
  /** What ran the network; outcomes of earlier versions in a queue don't have it. */
  provider: z.string().exactOptional(),
  warnings: z.array(keptSaid),
});
export type TaskResult = z.output<typeof taskResultSchema>;

export interface TaskOptions {
  readonly network: PhotoJob['network'];
  readonly tileSize?: number | undefined;
  readonly hold?: string | undefined;
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: PageProgress) => void) | undefined;
  /** Hash of the photo from which the existing result was made; that photo isn't restored again. */
  readonly unlessIs?: string | undefined;
}

/** The photo no longer exists. */
export class Vanished extends Error {
  override readonly name = 'Vanished';
}

/** Number of attempts with a photo that changes while it is restored. */
const CHANGES = 3;

/**
 * Restores one photo: the whole work of one job from a ledger or a queue. When it resolves, the results are on disk
 * under their names. Returns undefined if the photo's hash is `unlessIs`. Throws Vanished, a PlainError, or the
 * signal's reason; then no result was written.
 */
export async function restoreTask(
  engine: SlotEngine,
  task: PhotoTask,
  options: TaskOptions,
): Promise<TaskResult | undefined> {
  const started = performance.now();
  for (let time = 0; time < CHANGES; time++) {
    const before = await statusOf(task.photo);
    const contentHash = await readable(task.photo, () => hashFiles([task.photo], options.signal));
    if (contentHash === options.unlessIs) return undefined;
    await makeFolder(dirname(task.outputs[0]), task.root);
    const restore = () =>
      restoreFile(engine, jobOf(task, options), {
        signal: options.signal,
        ...(options.onProgress && { onProgress: options.onProgress }),
      });
    const pages = await engine.shared.run(restore, options.signal).catch(async (error: unknown) => {
      await statusOf(task.photo);
      throw error;
    });
    const after = await statusOf(task.photo);
    if (after.size !== before.size || after.mtimeMs !== before.mtimeMs) continue;
    return {
      contentHash,
      // This hash has no signal: the results exist, and after a late cancellation they would be restored again.
      resultHash: await hashFiles(task.outputs),
      bytes: before.size,
      modified: Math.round(before.mtimeMs),
      megapixels: pages.reduce((sum, { outputs: [{ width, height }] }) => sum + width * height, 0) / 1e6,
      seconds: (performance.now() - started) / 1000,
      provider: pages[0].network.provider,
      warnings: distinct(pages.flatMap(({ warnings }) => warnings)),
    };
  }
  throw failure(said('photoChanging', { path: task.photo }));
}

function jobOf({ photo, outputs, settings }: PhotoTask, { network, tileSize, hold }: TaskOptions): PhotoJob {
  return {
    photo,
    recipe: settings.recipe,
    files: { mask: settings.mask },
    network: network.provider === 'auto' ? { ...network, provider: settings.recipe.provider } : network,
    outputs,
    encoding: settings.encoding,
    mark: settings.mark,
    tileSize,
    hold,
  };
}

async function statusOf(photo: string) {
  return readable(photo, () => stat(photo));
}

async function readable<T>(photo: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new Vanished(photo);
    if (code === undefined || error instanceof PlainError) throw error;
    if (code === 'ABORT_ERR') throw error;
    throw failure(said('photoUnreadable', { path: photo, code }), error);
  }
}

/**
 * Creates a folder of results and the folders above it, but never the root: if its drive was lost, a new root would
 * take the place of the mount point.
 */
async function makeFolder(folder: string, root: string): Promise<void> {
  if (!(await isInside(folder, root))) throw badRequest(said('linkOutOfResults', { folder }));
  const missing: string[] = [];
  for (let part = folder; part.length > root.length; part = dirname(part)) missing.unshift(part);
  try {
    for (const part of missing) await mkdir(part).catch(unlessItIsThere);
  } catch (error) {
    if (errorCode(error) === 'ENOSPC') throw failure(said('noRoomForFolder', { folder }), error);
    throw failure(said('folderUnmade', { folder }), error);
  }
}

function unlessItIsThere(error: unknown): void {
  if (errorCode(error) !== 'EEXIST') throw error;
}

/** Whether a folder lies in another after links are resolved, as far as it exists. */
async function isInside(folder: string, root: string): Promise<boolean> {
  const top = await realpath(root).catch((error: unknown) => {
    // A new root would take the place of a lost drive.
    throw failure(said('driveLost', { folder: root }), error);
  });
  const real = await canonicalPath(folder);
  return real === top || real.startsWith(top.endsWith(sep) ? top : top + sep);
}
