import { readFile } from 'node:fs/promises';
import { errorCode } from '../imaging/open-file';
import { appendToFile, writeFileAtomically } from './atomic-file';

/** A tile of a mask, its runs packed as contract/window/mask-tiles.ts tells. */
export interface JournalTile {
  readonly column: number;
  readonly row: number;
  readonly bytes: Uint8Array;
}

/** Before each tile's runs: column, row and length in bytes, little-endian words of four bytes. */
const HEAD = 12;
/** From this many bytes on a file is written anew once it is MOST times as long as the tiles that count. */
const LEAST = 1 << 20;
const MOST = 4;

/**
 * Tiles of a mask in one file, each update at its end: of several tiles of one place the last counts. A file for each
 * tile would be created, renamed and closed for dozens of them a second while someone paints.
 */
export interface MaskJournal {
  /**
   * All that is in it when it is opened, in the order in which it was written: the later of one place counts. Null where
   * there is none yet.
   */
  readonly found: readonly JournalTile[] | null;
  /**
   * Writes an update. Where the file has grown too long, or an earlier update failed, `all` tiles that count are
   * written in its place. A PlainError where it can't be written.
   */
  write(update: readonly JournalTile[], all: () => readonly JournalTile[]): Promise<void>;
}

/** Opens a journal, which needn't be there yet; a torn end is passed over. */
export async function openMaskJournal(path: string): Promise<MaskJournal> {
  const content = await readFile(path).catch((error: unknown) => {
    // A file that can't be read now must not be replaced by the next stroke.
    if (errorCode(error) !== 'ENOENT') throw error;
    return null;
  });
  const { tiles, torn } = tilesIn(content ?? Buffer.alloc(0));
  let length = content?.length ?? 0;
  // Unknown until it is written anew: a long one is with the first update.
  let counting = 0;
  // What follows a torn tile would never be found.
  let anew = content === null || torn;

  const writeAnew = async (tiles: readonly JournalTile[]) => {
    const bytes = packed(tiles);
    await writeFileAtomically(path, bytes, { survives: 'crash' });
    length = bytes.length;
    counting = bytes.length;
  };
  return {
    found: content === null ? null : tiles,
    async write(update, all) {
      const before = anew;
      anew = true;
      if (before || (length > LEAST && length > MOST * counting)) await writeAnew(all());
      else {
        const bytes = packed(update);
        await appendToFile(path, bytes);
        length += bytes.length;
      }
      anew = false;
    },
  };
}

function packed(tiles: readonly JournalTile[]): Buffer {
  return Buffer.concat(
    tiles.flatMap(({ column, row, bytes }) => {
      const head = Buffer.alloc(HEAD);
      head.writeUInt32LE(column, 0);
      head.writeUInt32LE(row, 4);
      head.writeUInt32LE(bytes.length, 8);
      return [head, bytes];
    }),
  );
}

/** Tiles in the order in which they were written, and whether something follows that is none. */
function tilesIn(content: Buffer): { readonly tiles: JournalTile[]; readonly torn: boolean } {
  const tiles: JournalTile[] = [];
  let at = 0;
  while (at + HEAD <= content.length) {
    const end = at + HEAD + content.readUInt32LE(at + 8);
    if (end > content.length) break;
    tiles.push({
      column: content.readUInt32LE(at),
      row: content.readUInt32LE(at + 4),
      bytes: content.subarray(at + HEAD, end),
    });
    at = end;
  }
  return { tiles, torn: at < content.length };
}
