import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isPlain, type Look } from '../contract/window/results';
import type { RawPicture } from '../imaging/raw-picture';
import type { MadeLook, OpenDocument } from './document';
import { newId } from './ids';
import type { StudioParts } from './parts';
import type { StoredResult } from './stored-result';

type Parts = Pick<StudioParts, 'engine' | 'pictures'>;

/** Number of kept looks per result, because users of a slider return to the last one or two. */
const KEPT = 3;

/** A result with a look: its samples, and a picture to show; the result itself if the look changes nothing. */
export async function makeLook(
  { engine, pictures }: Parts,
  document: OpenDocument,
  { result, raw }: StoredResult,
  look: Look,
): Promise<Pick<MadeLook, 'raw' | 'picture'>> {
  if (isPlain(look)) return { raw, picture: result.picture };
  const key = `${result.id} ${look.strength} ${look.grain} ${look.toning ?? ''}`;
  const known = document.looks.get(key);
  if (known) return known;
  const mixed: RawPicture = await engine.imaging.request('applyLook', {
    photo: document.raw,
    result: raw,
    ...look,
    noise: result.recipe.noise,
    seed: result.recipe.seed,
    rawPath: join(document.folder, `look-${newId()}.raw`),
  });
  const made = {
    result: result.id,
    look,
    raw: mixed,
    picture: await pictures.show(mixed, document.record.kept.path),
  };
  document.looks.set(key, made);
  const own = [...document.looks].filter(([, { result: of }]) => of === result.id);
  for (const [oldest] of own.slice(0, -KEPT)) await dropLook({ pictures }, document, oldest);
  return made;
}

/** Drops the looks of a removed result. */
export async function dropLooks(
  parts: Pick<Parts, 'pictures'>,
  document: OpenDocument,
  result: string,
): Promise<void> {
  for (const [key, made] of [...document.looks]) {
    if (made.result === result) await dropLook(parts, document, key);
  }
}

async function dropLook(
  { pictures }: Pick<Parts, 'pictures'>,
  document: OpenDocument,
  key: string,
): Promise<void> {
  const made = document.looks.get(key);
  if (!made) return;
  document.looks.delete(key);
  await pictures.drop(made.picture.id);
  await rm(made.raw.path, { force: true });
}
