import { open, rm } from 'node:fs/promises';
import type { OpenPicture, RawPicture } from '../../imaging/raw-picture';
import { COARSE_FACTOR, shrinkDamaged } from './shrink';
import { hasWideHole } from './wide-holes';

/** Radius in pixels of the largest disc inside a hole beyond which a smaller copy is restored first (ARCHITECTURE.md). */
export const WIDE_RADIUS = 10;
/** Larger side of the smallest copy that is still worth restoring, in pixels. */
const SMALLEST_SIDE = 32;

/** A photo, or a smaller copy of it. */
export interface Level {
  /** How many times it was made smaller. */
  readonly number: number;
  readonly photo: OpenPicture;
  readonly mask: OpenPicture | undefined;
}

export interface Levels {
  /** The photo, and as long as holes are wide, smaller and smaller copies. */
  readonly levels: readonly Level[];
  /** Closes all files and removes the copies. */
  close(): Promise<void>;
}

export interface LevelsRequest {
  readonly photo: RawPicture;
  readonly mask: RawPicture | undefined;
  /** Whether copies may be made. */
  readonly coarse: boolean;
  /** What the copies' paths begin with. */
  readonly prefix: string;
}

/** Opens a photo and its mask, and makes the copies that its wide holes ask for. */
export async function openLevels({ photo, mask, coarse, prefix }: LevelsRequest): Promise<Levels> {
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
