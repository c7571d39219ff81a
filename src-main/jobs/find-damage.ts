import { join } from 'node:path';
import { USUAL_LIMIT, USUAL_SENSITIVITY } from '../contract/damage';
import { PlainError } from '../contract/errors';
import type { RecipeRequest } from '../contract/recipe';
import { needsMask } from '../contract/recipe-facts';
import { type Said, said } from '../contract/said';
import type { MaskTile } from '../contract/window/mask-tiles';
import type { RawPicture } from '../imaging/raw-picture';
import type { Engine } from './engine';

/** Damage that was found in a photo. */
export interface Damage {
  /** The mask as tiles, 255 where damaged. */
  readonly tiles: readonly MaskTile[];
  /** The same as a raw picture of the photo's extent, in the engine's workspace. */
  readonly mask: RawPicture;
  /** Share of pixels that are damaged, 0 to 1. */
  readonly share: number;
}

/**
 * Finds the damage of a decoded photo. `sensitivity` is from 0 (only obvious damage) to 1; `name` is that of the mask's
 * file in the engine's workspace, which the caller may remove.
 */
export async function findDamage(
  { imaging, workspace }: Engine,
  raw: RawPicture,
  sensitivity: number,
  name: string,
  options: { readonly signal?: AbortSignal },
): Promise<Damage> {
  const { width, height } = raw;
  const { tiles } = await imaging.request('findDamage', { raw, sensitivity }, options);
  const rawPath = join(workspace, name);
  const { mask, damaged } = await imaging.request('writeMask', { tiles, width, height, rawPath }, options);
  return { tiles, mask, share: damaged / (width * height) };
}

/** A photo isn't restored: too much of it would be marked, or nothing is, and there is nothing else to do. */
export class LeftAlone extends PlainError {
  /** Why, as a part of a sentence. */
  readonly reason: Said;

  constructor(path: string, reason: Said) {
    super(said('leftAlone', { path, reason }), { badRequest: true });
    this.reason = reason;
  }
}

/** Why a photo of a batch has nothing to be done; undefined for other errors. An undamaged photo's mask marks nothing. */
export function whyLeftAlone(error: unknown): Said | undefined {
  if (error instanceof LeftAlone) return error.reason;
  return error instanceof PlainError && error.said.key === 'maskMarksNothing' ? error.said : undefined;
}

/**
 * The damage of a page, if its recipe finds damage; otherwise undefined. `path` is the photo's file. Throws LeftAlone
 * if more damage is found than the recipe's limit, or if none is found and the recipe repairs nothing else.
 */
export async function damageFor(
  engine: Engine,
  { operator, mask, sensitivity = USUAL_SENSITIVITY, limit = USUAL_LIMIT }: RecipeRequest,
  raw: RawPicture,
  { path, name }: { readonly path: string; readonly name: string },
  options: { readonly signal?: AbortSignal },
): Promise<Damage | undefined> {
  if (mask !== 'auto') return undefined;
  const damage = await findDamage(engine, raw, sensitivity, name, options);
  if (damage.share > limit) {
    const [found, most] = [inPercent(damage.share), inPercent(limit)];
    throw new LeftAlone(path, said('markedTooMuch', { found, limit: most }));
  }
  const masked = operator.filter((one) => needsMask({ operator: [one] }));
  if (damage.share === 0 && masked.length === operator.length) throw new LeftAlone(path, said('noDamage'));
  return damage;
}

function inPercent(share: number): string {
  return String(Number((100 * share).toPrecision(3)));
}
