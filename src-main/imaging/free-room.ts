import { statfs } from 'node:fs/promises';
import { failure } from '../contract/errors';
import { said } from '../contract/said';

/**
 * Throws a PlainError if the folder's disk has less than `bytes` free. Called before a photo's samples are written, so
 * that they can't fill the disk. Passes if the free space is unknown.
 */
export async function requireRoom(folder: string, bytes: number, photo: string): Promise<void> {
  const space = await statfs(folder).catch(() => undefined);
  if (space === undefined || bytes <= space.bavail * space.bsize) return;
  throw failure(said('noRoomToOpen', { photo, place: folder }));
}
