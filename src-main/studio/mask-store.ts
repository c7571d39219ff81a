import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { badRequest } from '../contract/errors';
import { isDamaged } from '../contract/mask';
import { Mutex } from '../contract/mutex';
import { said } from '../contract/said';
import { MASK_TILE, type MaskTile } from '../contract/window/mask-tiles';
import { type JournalTile, openMaskJournal } from './mask-journal';

/** A document's mask in memory, with each change on disk, so that a crash loses at most the stroke being written. */
export interface MaskStore {
  /** Number of changes, which identifies results of an earlier mask. */
  readonly version: number;
  readonly tiles: readonly MaskTile[];
  /** Number of damaged pixels. */
  readonly damaged: number;
  /** Replaces tiles; a tile of zeros removes one. Resolves once they are on disk. Throws a PlainError if malformed. */
  update(tiles: readonly MaskTile[]): Promise<void>;
}

interface Entry {
  readonly tile: MaskTile;
  readonly damaged: number;
}

/** Name of the journal in the mask's folder. */
const FILE = 'tiles';

/**
 * Opens the mask kept in `folder` (created when it is first needed).
 *
 * @param width, height of the photo in pixels
 */
export async function openMaskStore(folder: string, width: number, height: number): Promise<MaskStore> {
  const entries = new Map<string, Entry>();
  let version = 0;
  const writing = new Mutex();
  const columns = Math.ceil(width / MASK_TILE);
  const rows = Math.ceil(height / MASK_TILE);
  const fits = ({ column, row }: JournalTile | MaskTile) => column < columns && row < rows;

  const journal = await openMaskJournal(join(folder, FILE));
  const put = (tile: MaskTile, { any, damaged }: TileContent) => {
    if (any) entries.set(placeOf(tile), { tile, damaged });
    else entries.delete(placeOf(tile));
  };
  const all = () =>
    [...entries.values()].map(({ tile }) => journalTile(tile, Buffer.from(tile.runs, 'base64')));

  for (const tile of journal.found ?? (await readTileFiles(folder))) {
    const { column, row, bytes } = tile;
    // If a tile can't be read, the previous one stays.
    const content = fits(tile) ? contentOf(bytes) : undefined;
    if (content) put({ column, row, runs: Buffer.from(bytes).toString('base64') }, content);
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
      const checked = tiles.map((tile) => {
        const bytes = bytesOf(tile.runs);
        const found = fits(tile) && bytes ? contentOf(bytes) : undefined;
        if (!found) throw badRequest(said('maskPart'));
        return { tile, ...found };
      });
      version++;
      for (const { tile, ...found } of checked) put(tile, found);
      return writing.run(() =>
        journal.write(
          checked.map(({ tile, bytes }) => journalTile(tile, bytes)),
          all,
        ),
      );
    },
  };
}

/** Name of a file with one tile, as earlier versions kept them. */
const TILE_FILE = /^(\d+)-(\d+)\.runs$/;

/** Reads a mask's tiles from earlier versions, one file each, so that their unsaved work can still be recovered. */
async function readTileFiles(folder: string): Promise<JournalTile[]> {
  const names = await readdir(folder).catch(() => []);
  const tiles: JournalTile[] = [];
  for (const name of names) {
    const match = TILE_FILE.exec(name);
    if (!match) continue;
    const bytes = await readFile(join(folder, name));
    tiles.push({ column: Number(match[1]), row: Number(match[2]), bytes });
  }
  return tiles;
}

function placeOf({ column, row }: MaskTile): string {
  return `${column}-${row}`;
}

function journalTile({ column, row }: MaskTile, bytes: Uint8Array): JournalTile {
  return { column, row, bytes };
}

/** Undefined if the text isn't base64: Node ignores invalid characters and returns fewer bytes than the length implies. */
function bytesOf(runs: string): Uint8Array | undefined {
  const bytes = Buffer.from(runs, 'base64');
  return bytes.length === Buffer.byteLength(runs, 'base64') ? bytes : undefined;
}

/** What a packed tile holds. */
interface TileContent {
  /** The packed runs. */
  readonly bytes: Uint8Array;
  /** Whether any pixel is over 0. */
  readonly any: boolean;
  readonly damaged: number;
}

/** Undefined if the runs aren't those of one tile. */
function contentOf(bytes: Uint8Array): TileContent | undefined {
  let length = 0;
  let damaged = 0;
  let any = false;
  for (let i = 0; i + 1 < bytes.length; i += 2) {
    const run = bytes[i] + 1;
    length += run;
    if (bytes[i + 1] > 0) any = true;
    if (isDamaged(bytes[i + 1])) damaged += run;
  }
  return length === MASK_TILE * MASK_TILE && bytes.length % 2 === 0 ? { bytes, any, damaged } : undefined;
}
