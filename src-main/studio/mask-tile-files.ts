import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JournalTile } from './mask-journal';

const NAME = /^(\d+)-(\d+)\.runs$/;

/** A mask's tiles as earlier versions kept them, a file each: work that nobody saved is still offered by them. */
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
