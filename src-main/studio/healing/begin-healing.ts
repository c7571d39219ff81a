import { constants } from 'node:fs';
import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { enlargementOf } from '../../contract/recipe-facts';
import { isHealedByHand, type Look, PLAIN_LOOK } from '../../contract/window/results';
import { requireRoom } from '../../imaging/free-room';
import type { OpenDocument } from '../document';
import { newId } from '../ids';
import { makeLook } from '../looks';
import type { StudioParts } from '../parts';
import { findResult } from '../results';
import type { StoredResult } from '../stored-result';
import type { Healing } from './healing';
import { keepBase } from './keep-strokes';
import { healedFolder } from './kept-strokes';

type Parts = Pick<StudioParts, 'engine' | 'pictures'>;
type PartsWithJobs = Parts & Pick<StudioParts, 'jobs'>;

/**
 * The healed picture for the shown one (a result with its look; null for the photo): the result itself if it was healed
 * by hand before, otherwise a copy. A copy that was prepared and not used yet is used.
 */
export async function beginHealing(
  parts: PartsWithJobs,
  document: OpenDocument,
  shown: string | null,
): Promise<Healing> {
  const known = shown === null ? undefined : document.healings.get(shown);
  if (known) return known;
  const base = shown === null ? null : findResult(document, shown);
  if (base && isHealedByHand(base.result)) {
    const healing = goOn(document, base);
    // Strokes change the only copy, so its start is kept first.
    await keepBase(document, healing).catch(() => {});
    return healing;
  }
  const look = lookOf(document, base);
  const ready = [...document.healings.values()].find(
    (healing) => isUnused(healing) && healing.base === base && isDeepStrictEqual(healing.look, look),
  );
  if (ready) return ready;
  await dropUnused(parts, document);
  return copyOf(parts, document, { base, look });
}

function lookOf({ chosenLooks }: OpenDocument, base: StoredResult | null): Look {
  return (base && chosenLooks.get(base.result.id)) ?? PLAIN_LOOK;
}

function isUnused({ done, undone }: Healing): boolean {
  return done.length === 0 && undone.length === 0;
}

/** Continues a healed result of a project in place, although its strokes' files are gone. */
export function goOn(document: OpenDocument, base: StoredResult): Healing {
  const { result, raw } = base;
  const { id, picture, run, changedPixels, seconds, calls, recipe } = result;
  const healing: Healing = {
    id,
    base,
    look: PLAIN_LOOK,
    raw,
    scale: enlargementOf(recipe),
    picture,
    run,
    done: [],
    undone: [],
    changedPixels,
    seconds,
    calls,
    report: undefined,
    recipe: undefined,
    kept: new Set(),
  };
  document.healings.set(id, healing);
  return healing;
}

/** The start of a healed picture; `id` and `run` are new unless it was healed before a crash. */
interface Beginning {
  readonly base: StoredResult | null;
  readonly look: Look;
  readonly id?: string;
  readonly run?: string;
}

export async function copyOf(
  parts: Parts,
  document: OpenDocument,
  { base, look, id = newId(), run = newId() }: Beginning,
): Promise<Healing> {
  const { raw, picture } = base ? await makeLook(parts, document, base, look) : document;
  const folder = join(document.folder, 'results');
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${id}.raw`);
  const bytes = raw.width * raw.height * ((raw.channels * raw.depth) / 8 + 6);
  await requireRoom(folder, bytes, document.record.kept.name);
  const copy = { ...raw, path };
  try {
    await copyFile(raw.path, path, constants.COPYFILE_FICLONE);
    const healing: Healing = {
      id,
      base,
      look,
      raw: copy,
      scale: base ? enlargementOf(base.result.recipe) : 1,
      picture: await parts.pictures.copy(picture.id, copy),
      run,
      done: [],
      undone: [],
      changedPixels: base ? base.result.changedPixels : 0,
      seconds: base?.result.seconds ?? 0,
      calls: base?.result.calls ?? 0,
      report: undefined,
      recipe: undefined,
      kept: new Set(),
    };
    document.healings.set(id, healing);
    return healing;
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

/** Drops copies that were prepared for pictures that are no longer shown, unless a stroke waits to be healed on one. */
async function dropUnused(parts: PartsWithJobs, document: OpenDocument): Promise<void> {
  if (parts.jobs.all.some((job) => job.kind === 'heal' && job.document === document.id)) return;
  for (const healing of [...document.healings.values()]) {
    if (isUnused(healing) && healing.base?.result.id !== healing.id)
      await dropHealing(parts, document, healing.id);
  }
}

/** Forgets a healed picture with its files, those of its strokes and those in the record, if there is one. */
export async function dropHealing(
  parts: Pick<Parts, 'pictures'>,
  document: OpenDocument,
  id: string,
): Promise<void> {
  if (!document.healings.has(id)) return;
  await forgetHealing(parts, document, id);
  await rm(healedFolder(document, id), { recursive: true, force: true });
}

/** The same, but its strokes stay in the record. */
export async function forgetHealing(
  { pictures }: Pick<Parts, 'pictures'>,
  document: OpenDocument,
  id: string,
): Promise<void> {
  const healing = document.healings.get(id);
  if (!healing) return;
  document.healings.delete(id);
  await pictures.drop(healing.picture.id);
  for (const { before, after } of [...healing.done, ...healing.undone]) {
    for (const { path } of [before, after]) await rm(path, { force: true });
  }
  await rm(healing.raw.path, { force: true });
}
