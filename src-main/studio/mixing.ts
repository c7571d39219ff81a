import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import type { PictureRef } from '../contract/window/basics';
import type { MaskTile } from '../contract/window/mask-tiles';
import { posteriorOf, type Result } from '../contract/window/results';
import type { OpenDocument } from './document';
import { newId } from './ids';
import type { StudioParts } from './parts';
import { addResult } from './results';
import type { StoredResult } from './stored-result';

type Parts = Pick<StudioParts, 'engine' | 'pictures'>;

/**
 * Composes two results: `over` inside the mask (in the document's pixels, independent of the results' scale), `base`
 * outside. Throws a PlainError if they differ in size or kind.
 */
export async function composeResults(
  { engine, pictures }: Parts,
  document: OpenDocument,
  base: StoredResult,
  over: StoredResult,
  tiles: readonly MaskTile[],
): Promise<Result> {
  const { width, height, channels, depth } = base.raw;
  const other = over.raw;
  if (
    width !== other.width ||
    height !== other.height ||
    channels !== other.channels ||
    depth !== other.depth
  ) {
    throw badRequest(said('resultsUnlike'));
  }
  const id = newId();
  const maskPath = join(document.folder, `compose-${id}.raw`);
  try {
    const extent = { width: document.raw.width, height: document.raw.height };
    const painted = { tiles: [...tiles], ...extent, rawPath: maskPath };
    const { mask } = await engine.imaging.request('writeMask', painted);
    const rawPath = join(document.folder, 'results', `${id}.raw`);
    const raw = await engine.imaging.request('compose', { base: base.raw, over: other, mask, rawPath });
    const result: Result = {
      ...over.result,
      id,
      picture: await pictures.show(raw, document.record.kept.path),
      run: newId(),
      sample: null,
      changedPixels: null,
      made: new Date().toISOString(),
      recipes: [base, over].flatMap(({ result: { recipe, recipes } }) => recipes ?? [recipe]),
      of: [base, over].map(({ result: { run, sample, made } }) => ({ run, sample, made })),
    };
    await addResult(document, { result, raw });
    return result;
  } finally {
    await rm(maskPath, { force: true });
  }
}

/** A heat map of the differences between results of the same repairs and marks; created once for each set of results. */
export async function spreadResults(
  { engine, pictures }: Parts,
  document: OpenDocument,
  results: readonly StoredResult[],
): Promise<PictureRef> {
  // Results that were requested one by one come from different runs with different seeds.
  const posteriors = new Set(results.map(({ result }) => posteriorOf(result)));
  const ids = new Set(results.map(({ result }) => result.id));
  if (posteriors.size > 1 || posteriors.has(null) || ids.size < 2) {
    throw badRequest(said('twoResults'));
  }
  const key = [...ids].sort().join(' ');
  const known = document.spreads.get(key);
  if (known) return known;
  const rawPath = join(document.folder, `spread-${newId()}.raw`);
  try {
    const raws = results.map(({ raw }) => raw);
    const heat = await engine.imaging.request('spread', { raws, rawPath });
    const picture = await pictures.showBriefly(heat, null);
    document.spreads.set(key, picture);
    return picture;
  } finally {
    await rm(rawPath, { force: true });
  }
}

/** Forgets the heat maps of a result. */
export async function dropSpreads(
  { pictures }: Pick<StudioParts, 'pictures'>,
  { spreads }: OpenDocument,
  result: string,
): Promise<void> {
  for (const [key, { id }] of spreads) {
    if (!key.split(' ').includes(result)) continue;
    spreads.delete(key);
    await pictures.drop(id);
  }
}
