import { open, stat } from 'node:fs/promises';
import { PRIVATE_FILE } from '../../imaging/private-files';
import { type RawPicture, writeRectangle } from '../../imaging/raw-picture';
import { replaceFile } from '../../imaging/replace-file';
import { withPicture } from '../plane';
import { partsInTurn } from './parts';
import { damageProbability, type Finder } from './probability';

/** A picture's map of probabilities: one byte per pixel, 0 to 255, in a file of the picture's extent. */
export type DamageMap = RawPicture & { readonly channels: 1; readonly depth: 8 };

/**
 * The damage map of a picture, beside its file. It is kept, so that another sensitivity needs no network, and made
 * again after the picture has changed. Works part by part; `signal` is checked between parts.
 */
export async function damageMap(
  raw: RawPicture,
  finder: () => Promise<Finder>,
  signal?: AbortSignal,
): Promise<DamageMap> {
  const map = await placeOf(raw);
  if (await isWhole(map)) return map;
  const opened = await finder();
  // A working file is made again after a crash, so nothing is synced.
  await replaceFile(map.path, (path) => writeMap(raw, { ...map, path }, opened, signal), {
    synced: 'nothing',
  });
  return map;
}

/** The damage map of a picture if it was made before. */
export async function keptDamageMap(raw: RawPicture): Promise<DamageMap | undefined> {
  const map = await placeOf(raw);
  return (await isWhole(map)) ? map : undefined;
}

async function placeOf(raw: RawPicture): Promise<DamageMap> {
  const { mtimeMs } = await stat(raw.path);
  const path = `${raw.path}.damage-${Math.round(mtimeMs)}`;
  return { path, width: raw.width, height: raw.height, channels: 1, depth: 8 };
}

async function isWhole({ path, width, height }: DamageMap): Promise<boolean> {
  return stat(path).then(
    ({ size }) => size === width * height,
    () => false,
  );
}

async function writeMap(
  raw: RawPicture,
  map: DamageMap,
  finder: Finder,
  signal?: AbortSignal,
): Promise<void> {
  const target = await open(map.path, 'wx', PRIVATE_FILE);
  try {
    await withPicture(raw, async (file) => {
      for await (const part of partsInTurn(raw, signal)) {
        const probability = await damageProbability(file, raw, part, finder);
        await writeRectangle(target, map, part, bytesOf(probability));
      }
    });
  } finally {
    await target.close();
  }
}

function bytesOf(probability: Float32Array): Uint8Array {
  const bytes = new Uint8Array(probability.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Math.round(255 * probability[i]);
  return bytes;
}
