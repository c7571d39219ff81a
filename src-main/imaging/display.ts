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
import type { Pyramid } from './patch-display';
import { readProfile } from './probe';
import { matchingProfile } from './profile';
import type { RawPicture } from './raw-picture';
import { readAll } from './vips-file';

/** The picture to display: a photo's file, or a raw picture in the colour profile of `profileFrom` (null: sRGB). */
export type DisplaySource =
  | { readonly path: string; readonly page?: number | undefined }
  | { readonly raw: RawPicture; readonly profileFrom: string | null };

/** The description of a pyramid, stored in its folder. */
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
 * Makes the display pyramid of a picture in `folder`, creating the folder if needed. Every level is upright 8-bit sRGB,
 * converted by the photo's profile, with alpha kept. Throws a PlainError as decodePhoto does. After an error or an
 * abort the folder is removed if this call created it.
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
 * Reads one tile of a pyramid made by makeDisplay, as a PNG. The compression is fast rather than small, because the
 * tile stays on this machine. Throws a PlainError (bad request) if there is no such tile.
 */
export async function displayTile(
  folder: string,
  level: number,
  column: number,
  row: number,
): Promise<{ type: 'image/png'; bytes: Uint8Array }> {
  const { width, height, channels } = await readDescription(folder);
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

/** The pyramid in a folder. Throws a PlainError (bad request) if there is none. */
export async function readDescription(folder: string): Promise<Pyramid> {
  const text = await readFile(descriptionPath(folder), 'utf8').catch((error: unknown) => {
    throw badRequest(said('pictureGone'), error);
  });
  const { width, height, channels } = descriptionSchema.parse(JSON.parse(text));
  return { width, height, channels, pathOf: (level) => levelPath(folder, level) };
}

function levelPath(folder: string, level: number): string {
  return join(folder, `level-${level}`);
}

function descriptionPath(folder: string): string {
  return join(folder, 'display.json');
}
