import { join } from 'node:path';
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
  const { tiles } = await imaging.request('findScratches', { raw, sensitivity }, options);
  const rawPath = join(workspace, name);
  const { mask, damaged } = await imaging.request('writeMask', { tiles, width, height, rawPath }, options);
  return { tiles, mask, share: damaged / (width * height) };
}
