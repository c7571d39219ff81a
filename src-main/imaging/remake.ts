import { type FileHandle, open, rm } from 'node:fs/promises';
import type { RawPicture } from './raw-picture';

/** Opens both files and lets `write` make the target from the picture. After an error the target is removed. */
export async function remake(
  picture: RawPicture,
  target: RawPicture,
  write: (source: FileHandle, file: FileHandle) => Promise<void>,
): Promise<RawPicture> {
  const source = await open(picture.path, 'r');
  try {
    const file = await open(target.path, 'w');
    try {
      await write(source, file);
    } finally {
      await file.close();
    }
    return target;
  } catch (error) {
    await rm(target.path, { force: true });
    throw error;
  } finally {
    await source.close();
  }
}
