import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Extent } from '../contract/geometry';
import { specOf } from '../contract/operators';
import type { Recipe } from '../contract/recipe';
import type { RawPicture } from '../imaging/raw-picture';
import type { OpenDocument } from './document';
import type { JobContext } from './jobs';
import { showLive } from './live-show';
import type { StudioParts } from './parts';
import { scaleRecipe, survivesCopying } from './preview-plan';

/** How many of the photo's pixels become one pixel of the draft's copy, along each side. */
const DRAFT_FACTOR = 2;
/** Smaller photos are finished before a draft would be useful. */
const LEAST_PIXELS = 4e6;

/**
 * Whether a restoration begins with a draft: the photo is large, more than marks are repaired, and a copy of half the
 * size shows it.
 */
export function deservesDraft(recipe: Recipe, { width, height }: Extent, byKernel: boolean): boolean {
  return (
    width * height >= LEAST_PIXELS &&
    !byKernel &&
    recipe.operator.some((name) => specOf(name).needs.mask === null) &&
    survivesCopying(recipe, DRAFT_FACTOR)
  );
}

/** Pixels that the network answers in a draft. */
export function draftPixels({ width, height }: Extent): number {
  return Math.ceil(width / DRAFT_FACTOR) * Math.ceil(height / DRAFT_FACTOR);
}

export interface DraftRequest {
  readonly recipe: Recipe;
  readonly photo: RawPicture;
  readonly mask: RawPicture | undefined;
  /** Folder for working files. */
  readonly folder: string;
}

/**
 * Shows a draft of the whole photo: one call of the network on a copy of half the size, whose change is enlarged and
 * added to the photo. On two cores 20 megapixels take about half a minute.
 */
export async function draft(
  parts: Pick<StudioParts, 'engine' | 'pictures' | 'events' | 'folders'>,
  document: OpenDocument,
  { recipe, photo, mask, folder }: DraftRequest,
  { id, signal }: Pick<JobContext, 'id' | 'signal'>,
): Promise<void> {
  const { engine, folders } = parts;
  const area = { x: 0, y: 0, width: photo.width, height: photo.height };
  const maxSide = Math.ceil(Math.max(photo.width, photo.height) / DRAFT_FACTOR);
  const at = (name: string) => join(folder, `draft-${name}.raw`);
  const files = ['copy', 'mask', 'answer', 'shown'].map(at);
  const copied = { area, maxSide };
  const { imaging, compute } = engine;
  try {
    const copy = await imaging.request('proxy', { raw: photo, ...copied, rawPath: at('copy') }, { signal });
    const marks =
      mask &&
      (await imaging.request('proxy', { raw: mask, ...copied, mask: true, rawPath: at('mask') }, { signal }));
    const { outputs } = await compute.request(
      'restore',
      {
        photo: copy.raw,
        recipe: scaleRecipe(recipe, copy.factor),
        ...(marks && { mask: marks.raw }),
        network: { modelPath: folders.model, provider: recipe.provider },
        outputs: [at('answer')],
        depth: photo.depth,
        countsChanges: false,
        hold: id,
      },
      { signal },
    );
    const change = { photo, before: copy.raw, after: outputs[0], ...(mask && { mask }) };
    const raw = await imaging.request('addEnlargedChange', { ...change, rawPath: at('shown') }, { signal });
    await showLive(parts, document, { id, signal, preview: false }, { raw, area, step: 0 });
  } finally {
    for (const file of files) await rm(file, { force: true });
  }
}
