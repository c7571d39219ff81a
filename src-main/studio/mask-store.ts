import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { badRequest } from '../contract/errors';
import { sentence } from '../contract/sentences';
import { MASK_TILE, type MaskTile } from '../contract/window/mask-tiles';
import { writeFileAtomically } from './atomic-file';

/** A document's mask: in memory, and tile by tile on disk, so that a crash leaves all but the stroke being written. */
export interface MaskStore {
  /** Counts changes: what was made of an earlier mask can be told by it. */
  readonly version: number;
  readonly tiles: readonly MaskTile[];
  /** Pixels that the engine takes as damaged: over half. */
  readonly damaged: number;
  /** Replaces tiles; a tile of zeros removes it. Resolves once they are on disk. A PlainError for malformed tiles. */
  update(tiles: readonly MaskTile[]): Promise<void>;
}

interface Entry {
  readonly tile: MaskTile;
  readonly damaged: number;
}

/** Above this a pixel counts as damaged. */
const HALF = 127;
const NAME = /^(\d+)-(\d+)\.runs$/;

/**
 * Opens the mask kept in `folder` (created when it is first needed).
 *
 * @param width, height of the photo in pixels
 */
export async function openMaskStore(folder: string, width: number, height: number): Promise<MaskStore> {
  const entries = new Map<string, Entry>();
  let version = 0;
  let writing: Promise<unknown> = Promise.resolve();
  const columns = Math.ceil(width / MASK_TILE);
  const rows = Math.ceil(height / MASK_TILE);
  const fits = (tile: MaskTile) => tile.column < columns && tile.row < rows;

  for (const tile of await readTiles(folder)) {
    const damaged = fits(tile) ? measure(tile) : undefined;
    if (damaged) entries.set(fileOf(tile), { tile, damaged: damaged.over });
  }

  return {
    get version() {
      return version;
    },
    get tiles() {
      return [...entries.values()].map(({ tile }) => tile);
    },
    get damaged() {
      return [...entries.values()].reduce((sum, entry) => sum + entry.damaged, 0);
    },
    update: (tiles) => {
      const measured = tiles.map((tile) => {
        const found = fits(tile) ? measure(tile) : undefined;
        if (!found) throw badRequest(sentence('maskPart'));
        return { tile, ...found };
      });
      version++;
      for (const { tile, over, any } of measured) {
        if (any) entries.set(fileOf(tile), { tile, damaged: over });
        else entries.delete(fileOf(tile));
      }
      const write = async () => {
        await mkdir(folder, { recursive: true });
        for (const { tile, bytes, any } of measured) {
          const path = join(folder, fileOf(tile));
          // Strokes write dozens a second, and one that a power cut leaves empty is passed over.
          if (any) await writeFileAtomically(path, bytes, { survives: 'crash' });
          else await rm(path, { force: true });
        }
      };
      const written = writing.then(write);
      // A full disk must not keep the next stroke from being tried.
      writing = written.catch(() => {});
      return written;
    },
  };
}

function fileOf({ column, row }: MaskTile): string {
  return `${column}-${row}.runs`;
}

async function readTiles(folder: string): Promise<MaskTile[]> {
  const names = await readdir(folder).catch(() => []);
  const tiles: MaskTile[] = [];
  for (const name of names) {
    const match = NAME.exec(name);
    if (!match) continue;
    const bytes = await readFile(join(folder, name));
    tiles.push({ column: Number(match[1]), row: Number(match[2]), runs: bytes.toString('base64') });
  }
  return tiles;
}

interface Measured {
  /** The packed runs. */
  readonly bytes: Buffer;
  /** Whether any pixel is over 0. */
  readonly any: boolean;
  /** Pixels over half. */
  readonly over: number;
}

/** Undefined where the runs aren't those of one tile. */
function measure(tile: MaskTile): Measured | undefined {
  const bytes = Buffer.from(tile.runs, 'base64');
  // Node passes over what is no base64; then there are fewer bytes than so many characters stand for.
  if (bytes.length !== Buffer.byteLength(tile.runs, 'base64')) return undefined;
  let length = 0;
  let over = 0;
  let any = false;
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const run = bytes[i] + 1;
    length += run;
    if (bytes[i + 1] > 0) any = true;
    if (bytes[i + 1] > HALF) over += run;
  }
  return length === MASK_TILE * MASK_TILE && bytes.length % 2 === 0 ? { bytes, any, over } : undefined;
}
