import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalTile } from './mask-journal';

const NAME = /^(\d+)-(\d+)\.runs$/;

/** Reads a mask's tiles from earlier versions, one file each, so that their unsaved work can still be recovered. */
export async function readTileFiles(folder: string): Promise<JournalTile[]> {
  const names = await readdir(folder).catch(() => []);
  const tiles: JournalTile[] = [];
  for (const name of names) {
    const match = NAME.exec(name);
    if (!match) continue;
    const bytes = await readFile(join(folder, name));
    tiles.push({ column: Number(match[1]), row: Number(match[2]), bytes });
  }
  return tiles;
}
