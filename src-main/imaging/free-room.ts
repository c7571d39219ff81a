import { statfs } from 'node:fs/promises';
import { failure } from '../contract/errors';
import { said } from '../contract/said';

/**
 * Throws a PlainError where the disk of a folder has no room for so many bytes of a photo: before they are written, so
 * that a file made for it can't fill the disk. A folder whose disk doesn't tell passes.
 */
export async function requireRoom(folder: string, bytes: number, photo: string): Promise<void> {
  const space = await statfs(folder).catch(() => undefined);
  if (space === undefined || bytes <= space.bavail * space.bsize) return;
  throw failure(said('noRoomToOpen', { photo, path: folder })).as('diskFull', { path: folder });
}
