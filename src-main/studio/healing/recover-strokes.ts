import { constants } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isHealedByHand, isPlain } from '../../contract/window/results';
import { isSameResult } from '../chosen-looks';
import type { OpenDocument } from '../document';
import { readKeptResult } from '../kept-results';
import type { StudioParts } from '../parts';
import type { StoredResult } from '../stored-result';
import { copyOf, forgetHealing, goOn } from './begin-healing';
import type { HealedStroke, Healing } from './healing';
import {
  BASE,
  HEALING,
  healedBox,
  healedFolder,
  type KeptHealing,
  keptHealingSchema,
  keptStrokeSchema,
  strokeFile,
} from './kept-strokes';
import { patchStroke, placeHealed } from './patch-stroke';

type Parts = Pick<StudioParts, 'engine' | 'pictures' | 'events'>;

interface Found {
  readonly id: string;
  readonly kept: KeptHealing;
}

/**
 * Recovers the pictures that were healed before a crash, with the results on which they began. A picture that can't be
 * read any more provides nothing; marks and repairs are recovered anyway.
 */
export async function recoverStrokes(parts: Parts, document: OpenDocument): Promise<void> {
  const found: Found[] = [];
  for (const id of await readdir(healedFolder(document)).catch(() => [])) {
    const kept = await readKeptHealing(join(healedFolder(document, id), HEALING));
    if (kept) found.push({ id, kept });
  }
  found.sort((a, b) => a.kept.made.localeCompare(b.kept.made));
  for (const one of found) {
    await recover(parts, document, one).catch(() => forgetHealing(parts, document, one.id));
  }
}

async function readKeptHealing(path: string): Promise<KeptHealing | undefined> {
  try {
    return keptHealingSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}

async function recover(parts: Parts, document: OpenDocument, { id, kept }: Found): Promise<void> {
  document.strokesBegun = Math.max(document.strokesBegun, kept.strokesBegun);
  const before = [...document.results].filter(
    ([, { result }]) => result.run === kept.run && isHealedByHand(result),
  );
  const healing = await begin(parts, document, { id, kept });
  if (healing) await healAgain(parts, document, healing, kept);
  // The project's result is the same picture with fewer strokes, or with some that were undone later.
  for (const [other, { result, raw }] of before) {
    document.results.delete(other);
    await parts.pictures.drop(result.picture.id);
    await rm(raw.path, { force: true });
  }
  if (healing) placeHealed(document, healing);
}

/** Puts the kept strokes on a picture that is as it was before the first of them. */
async function healAgain(
  parts: Parts,
  document: OpenDocument,
  healing: Healing,
  kept: KeptHealing,
): Promise<void> {
  for (const name of kept.base ? [BASE] : []) healing.kept.add(name);
  healing.seconds = kept.seconds;
  healing.calls = kept.calls;
  healing.report = kept.by ?? undefined;
  healing.recipe = kept.recipe ?? undefined;
  for (const one of kept.done) {
    const stroke = await readStroke(document, healing, one);
    await patchStroke(parts, document, healing, stroke, stroke.after, true);
    healing.done.push(stroke);
    healing.kept.add(healedBox(one)).add(strokeFile(one));
  }
}

/** The picture before its first stroke; undefined if all strokes were undone. */
async function begin(parts: Parts, document: OpenDocument, found: Found): Promise<Healing | undefined> {
  const { id, kept } = found;
  const { base, run } = kept;
  if (base?.isItself) return goOn(document, await readBase(parts, document, found, id, base));
  if (kept.done.length === 0) return undefined;
  if (!base) return copyOf(parts, document, { base: null, look: { strength: 1, grain: 0 }, id, run });
  const known = [...document.results.values()].find(({ result }) => isSameResult(result, base.result));
  const stored = known ?? (await readBase(parts, document, found, base.result.id, base));
  if (!known) {
    document.results.set(stored.result.id, stored);
    if (!isPlain(base.look)) document.chosenLooks.set(stored.result.id, base.look);
  }
  return copyOf(parts, document, { base: stored, look: base.look, id, run });
}

function readBase(
  parts: Parts,
  document: OpenDocument,
  found: Found,
  id: string,
  base: NonNullable<KeptHealing['base']>,
): Promise<StoredResult> {
  const kept = join(healedFolder(document, found.id), BASE);
  const place = (path: string) => copyFile(kept, path, constants.COPYFILE_FICLONE);
  return readKeptResult(parts, document, base, place, id);
}

async function readStroke(
  document: OpenDocument,
  { id: healing, raw, scale }: Healing,
  one: KeptHealing['done'][number],
): Promise<HealedStroke> {
  const kept = healedFolder(document, healing);
  const text = await readFile(join(kept, strokeFile(one)), 'utf8');
  const stroke = keptStrokeSchema.parse(JSON.parse(text));
  const folder = join(document.folder, 'strokes');
  await mkdir(folder, { recursive: true });
  const { width, height } = stroke.area.box;
  const boxed = (name: string) => ({
    ...raw,
    width: width * scale,
    height: height * scale,
    path: join(folder, `${one.id}-${name}.raw`),
  });
  const after = boxed('after');
  await copyFile(join(kept, healedBox(one)), after.path, constants.COPYFILE_FICLONE);
  return { ...stroke, ...one, before: boxed('before'), after };
}
