import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { errorCode } from '../imaging/open-file';
import { removeUnfinished } from '../imaging/unfinished';
import { appendToFile, writeFileAtomically } from './atomic-file';

/** A tile of a mask with its packed runs (contract/window/mask-tiles.ts). */
export interface JournalTile {
  readonly column: number;
  readonly row: number;
  readonly bytes: Uint8Array;
}

/** Before each tile's runs: column, row and length in bytes, little-endian words of four bytes. */
const HEAD = 12;
/** A file of at least this many bytes is rewritten once it is MOST times as long as its current tiles. */
const LEAST = 1 << 20;
const MOST = 4;

/**
 * Tiles of a mask in one file. Updates are appended, and the last tile of a place counts. With one file per tile, painting
 * would create, rename and close dozens of files per second.
 */
export interface MaskJournal {
  /**
   * The tiles in the file when it was opened, in the order of writing; the last tile of a place counts. Null if there is
   * no file yet.
   */
  readonly found: readonly JournalTile[] | null;
  /**
   * Writes an update. If the file has grown too long, or an earlier update failed, `all` current tiles replace the file.
   * Throws a PlainError if it can't be written.
   */
  write(update: readonly JournalTile[], all: () => readonly JournalTile[]): Promise<void>;
}

/** Opens a journal, which may not exist yet; an incomplete end is ignored. */
export async function openMaskJournal(path: string): Promise<MaskJournal> {
  await removeUnfinished(dirname(path));
  const content = await readFile(path).catch((error: unknown) => {
    // A file that can't be read now must not be replaced by the next stroke.
    if (errorCode(error) !== 'ENOENT') throw error;
    return null;
  });
  const { tiles, torn } = tilesIn(content ?? Buffer.alloc(0));
  let length = content?.length ?? 0;
  // Unknown until the file is rewritten; a long file is rewritten with the first update.
  let counting = 0;
  // Tiles after an incomplete tile would never be found.
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

/** The tiles in the order of writing, and whether an incomplete one follows. */
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
