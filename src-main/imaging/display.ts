import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { badRequest } from '../contract/errors';
import { said } from '../contract/said';
import { z } from '../contract/schema';
import { PYRAMID_TILE } from '../contract/window/basics';
import { decodePhoto } from './decode';
import { DisplayLevel, levelExtents, tilePlace } from './display-level';
import { displayChannels, eachDisplayStrip } from './display-samples';
import { readProfile } from './probe';
import { matchingProfile } from './profile';
import type { RawPicture } from './raw-picture';
import { readAll } from './vips-file';

/** What is shown: a photo's file, or a raw picture in the numbers of a photo's profile (null: sRGB). */
export type DisplaySource =
  | { readonly path: string; readonly page?: number | undefined }
  | { readonly raw: RawPicture; readonly profileFrom: string | null };

/** A shown picture as its folder describes it. */
const descriptionSchema = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  channels: z.literal([3, 4]),
  levels: z.int().positive(),
});

export interface Display {
  readonly picture: { readonly width: number; readonly height: number; readonly levels: number };
  readonly folder: string;
}

/**
 * Makes the pyramid of a picture in `folder`, which is created: every level in sRGB by the photo's profile, 8 bits,
 * upright, alpha kept. Throws a PlainError as decodePhoto does; then, and when aborted, a folder that was
 * new is removed.
 */
export async function makeDisplay(
  source: DisplaySource,
  folder: string,
  signal?: AbortSignal,
): Promise<Display> {
  const created = await mkdir(folder, { recursive: true });
  try {
    const decoded = join(folder, 'decoded');
    const raw =
      'raw' in source
        ? source.raw
        : await decodePhoto(source.path, { page: source.page ?? 0, rawPath: decoded });
    const profileFrom = 'raw' in source ? source.profileFrom : source.path;
    const profile = profileFrom === null ? undefined : matchingProfile(await readProfile(profileFrom), raw);
    const extents = levelExtents(raw.width, raw.height);
    const channels = displayChannels(raw);
    const top = await DisplayLevel.open(extents, channels, (level) => levelPath(folder, level));
    try {
      await eachDisplayStrip(raw, profile, join(folder, 'scratch'), (rows) => top.push(rows), signal);
    } finally {
      await top.close();
      await rm(decoded, { force: true });
    }
    const picture = { width: raw.width, height: raw.height, levels: extents.length };
    await writeFile(descriptionPath(folder), JSON.stringify({ ...picture, channels }));
    return { picture, folder };
  } catch (error) {
    if (created !== undefined) await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/**
 * One tile of what makeDisplay made, as a PNG: fast rather than small, since it travels inside one machine. Throws a
 * PlainError (bad request) where there is no such tile.
 */
export async function displayTile(
  folder: string,
  level: number,
  column: number,
  row: number,
): Promise<{ type: 'image/png'; bytes: Uint8Array }> {
  const text = await readFile(descriptionPath(folder), 'utf8').catch((error: unknown) => {
    throw badRequest(said('pictureGone'), error);
  });
  const { width, height, channels } = descriptionSchema.parse(JSON.parse(text));
  const extent = levelExtents(width, height)[level];
  if (!extent || column * PYRAMID_TILE >= extent.width || row * PYRAMID_TILE >= extent.height) {
    throw badRequest(said('noTile', { column, row, level }));
  }
  const place = tilePlace(extent, channels, column, row);
  const samples = new Uint8Array(place.width * place.height * channels);
  const file = await open(levelPath(folder, level), 'r');
  try {
    await readAll(file, samples, place.position);
  } finally {
    await file.close();
  }
  const png = sharp(samples, { raw: { width: place.width, height: place.height, channels } });
  return { type: 'image/png', bytes: await png.png({ compressionLevel: 1 }).toBuffer() };
}

function levelPath(folder: string, level: number): string {
  return join(folder, `level-${level}`);
}

function descriptionPath(folder: string): string {
  return join(folder, 'display.json');
}
