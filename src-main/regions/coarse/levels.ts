import { open, rm } from 'node:fs/promises';
import type { OpenPicture, RawPicture } from '../../imaging/raw-picture';
import { COARSE_FACTOR, shrinkDamaged } from './shrink';
import { hasWideHole } from './wide-holes';

/**
 * If a disc of more than this radius (in pixels) fits in a hole, a smaller copy is restored first (ARCHITECTURE.md).
 */
export const WIDE_RADIUS = 10;
/** Longer side in pixels of the smallest copy that is worth restoring. */
const SMALLEST_SIDE = 32;

/** A photo, or a smaller copy of it. */
export interface Level {
  /** How many times it was reduced; 0 is the photo. */
  readonly number: number;
  readonly photo: OpenPicture;
  readonly mask: OpenPicture | undefined;
}

export interface OpenLevels {
  /** The photo, then smaller and smaller copies for as long as their holes are wide. */
  readonly levels: readonly Level[];
  /** Closes all files and removes the copies. */
  close(): Promise<void>;
}

export interface LevelsRequest {
  readonly photo: RawPicture;
  readonly mask: RawPicture | undefined;
  /** Whether copies may be made. */
  readonly coarse: boolean;
  /** Prefix of the copies' paths. */
  readonly prefix: string;
}

/** Opens a photo and its mask, and makes the smaller copies that its wide holes need. */
export async function openLevels({ photo, mask, coarse, prefix }: LevelsRequest): Promise<OpenLevels> {
  const levels: Level[] = [];
  const copies: string[] = [];
  const files: OpenPicture[] = [];
  const close = async () => {
    for (const { file } of files) await file.close();
    for (const path of copies) await rm(path, { force: true });
  };
  const opened = async (picture: RawPicture): Promise<OpenPicture> => {
    const one = { picture, file: await open(picture.path, 'r') };
    files.push(one);
    return one;
  };
  try {
    let last: Level = { number: 0, photo: await opened(photo), mask: mask && (await opened(mask)) };
    levels.push(last);
    while (
      coarse &&
      last.mask &&
      isWorthACopy(photo, levels.length) &&
      (await hasWideHole(last.mask, WIDE_RADIUS))
    ) {
      const paths = { photo: `${prefix}-photo-${levels.length}`, mask: `${prefix}-mask-${levels.length}` };
      copies.push(paths.photo, paths.mask);
      const copy = await shrinkDamaged(last.photo, last.mask, paths);
      last = { number: levels.length, photo: await opened(copy.photo), mask: await opened(copy.mask) };
      levels.push(last);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { levels, close };
}

function isWorthACopy({ width, height }: RawPicture, level: number): boolean {
  return Math.max(width, height) / COARSE_FACTOR ** level >= SMALLEST_SIDE;
}
