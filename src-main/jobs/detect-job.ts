import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { badRequest } from '../contract/errors';
import { quoted } from '../contract/said';
import type { Engine } from './engine';
import { type Damage, findDamage } from './find-damage';

export interface DetectJob {
  readonly photo: string;
  /** From 0 (only obvious damage) to 1. */
  readonly sensitivity: number;
  /** Where to write the mask, a PNG in which white is damaged; its folder exists. */
  readonly mask?: string | undefined;
}

export interface Detected {
  /** Size of the first page. */
  readonly width: number;
  readonly height: number;
  /** Share of pixels that are damaged, over all pages, 0 to 1. */
  readonly share: number;
}

/**
 * Finds the damage of a photo, and writes it as a mask if asked. Throws a PlainError if the photo can't be read, has
 * several pages for one mask, or is the mask itself under another name.
 */
export async function detectFile(
  engine: Engine,
  { photo, sensitivity, mask }: DetectJob,
  options: { readonly signal: AbortSignal },
): Promise<Detected> {
  const info = await engine.imaging.request('probePhoto', { path: photo }, options);
  const { width, height, pages } = info;
  if (mask !== undefined) {
    if (pages > 1)
      throw badRequest(quoted(`${photo} has ${pages} pages and a mask has one; use --mask auto.`));
    const page = { width, height, channels: 1 as const };
    await engine.imaging.request(
      'checkOutput',
      { source: photo, out: mask, pages: [page], options: { metadata: 'remove' } },
      options,
    );
  }
  let [marked, all] = [0, 0];
  for (let page = 0; page < pages; page++) {
    const found = await detectPage(engine, photo, page, sensitivity, options);
    const pixels = found.mask.width * found.mask.height;
    [marked, all] = [marked + found.share * pixels, all + pixels];
    if (mask === undefined) continue;
    const tiles = [...found.tiles];
    await engine.imaging.request('saveMaskFile', { tiles, width, height, path: mask }, options);
  }
  return { width, height, share: marked / all };
}

async function detectPage(
  engine: Engine,
  path: string,
  page: number,
  sensitivity: number,
  options: { readonly signal: AbortSignal },
): Promise<Damage> {
  const rawPath = join(engine.workspace, 'photo.raw');
  const raw = await engine.imaging.request('decodePhoto', { path, page, rawPath }, options);
  const found = await findDamage(engine, raw, sensitivity, 'damage.raw', options);
  await rm(found.mask.path, { force: true });
  await rm(rawPath, { force: true });
  return found;
}
