import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Rectangle } from '../contract/geometry';
import { readDescription } from './display';
import { eachDisplayStrip } from './display-samples';
import { type PyramidTile, patchPyramid } from './patch-display';
import { readProfile } from './probe';
import { matchingProfile } from './profile';
import { type RawPicture, type RawSamples, readRectangle, writeRectangle } from './raw-picture';
import { bytesOf } from './strips';
import { writeAll } from './vips-file';

export interface PatchRequest {
  /** The picture to change, with its display. */
  readonly target: RawPicture;
  readonly display: string;
  /** The file with the colour profile of both. */
  readonly profileFrom: string;
  /** The picture that is written into it, and its position. */
  readonly patch: RawPicture;
  readonly x: number;
  readonly y: number;
  /** Path of a raw file for the previous samples. */
  readonly before?: string | undefined;
  /** The photo, of the target's size and kind, to count how many pixels differ from it. */
  readonly photo?: RawPicture | undefined;
}

export interface Patched {
  /** The tiles of the display that have changed. */
  readonly tiles: PyramidTile[];
  /** Increase of the number of pixels that differ from the photo; 0 without a photo. */
  readonly changed: number;
}

/**
 * Writes a small picture into a large one of the same kind, and into its display, in place; the cost depends only on
 * the small picture. Throws a RangeError if it lies outside or is of another kind.
 */
export async function patchPicture(request: PatchRequest): Promise<Patched> {
  const { target, display, profileFrom, patch, x, y, before, photo } = request;
  if (patch.channels !== target.channels || patch.depth !== target.depth) {
    throw new RangeError('a patch of another kind than its picture');
  }
  const area = { x, y, width: patch.width, height: patch.height };
  const own = { x: 0, y: 0, width: patch.width, height: patch.height };
  const fresh = await readPart(patch, own);
  const file = await open(target.path, 'r+');
  let former: RawSamples;
  try {
    former = await readRectangle(file, target, area);
    if (before !== undefined) await writeSamples(before, former);
    await writeRectangle(file, target, area, fresh);
  } finally {
    await file.close();
  }
  const changed = photo ? countChange(await readPart(photo, area), former, fresh, target.channels) : 0;
  return { tiles: await patchDisplay(patch, display, profileFrom, area), changed };
}

async function patchDisplay(patch: RawPicture, folder: string, profileFrom: string, area: Rectangle) {
  const pyramid = await readDescription(folder);
  const profile = matchingProfile(await readProfile(profileFrom), patch);
  const rows: Uint8Array[] = [];
  await eachDisplayStrip(patch, profile, join(folder, 'patch'), async (strip) => {
    rows.push(strip);
  });
  return patchPyramid(pyramid, area, Buffer.concat(rows));
}

async function readPart(picture: RawPicture, area: Rectangle): Promise<RawSamples> {
  const file = await open(picture.path, 'r');
  try {
    return await readRectangle(file, picture, area);
  } finally {
    await file.close();
  }
}

async function writeSamples(path: string, samples: RawSamples): Promise<void> {
  const file = await open(path, 'w');
  try {
    await writeAll(file, bytesOf(samples), 0);
  } finally {
    await file.close();
  }
}

function countChange(photo: RawSamples, former: RawSamples, fresh: RawSamples, channels: number): number {
  let more = 0;
  for (let pixel = 0; pixel < photo.length; pixel += channels) {
    let [was, is] = [false, false];
    for (let k = pixel; k < pixel + channels; k++) {
      was ||= former[k] !== photo[k];
      is ||= fresh[k] !== photo[k];
    }
    more += Number(is) - Number(was);
  }
  return more;
}
