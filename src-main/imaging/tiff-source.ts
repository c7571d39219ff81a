import type { FileHandle } from 'node:fs/promises';

/** A structure points outside the file or is implausibly large: the file is damaged, truncated or hostile. */
export class TruncatedTiff extends Error {}

/** The values of one tag, stored in the directory entry itself or elsewhere in the file. */
export interface TiffField {
  /** Bytes of one value: 1, 2, 4 or 8. */
  readonly unit: number;
  readonly count: number;
  /** Byte position of the first value in the file. */
  readonly at: number;
}

/**
 * Most bytes read of one file's structure. The block tables of a picture of 1000 megapixels in tiles of 16 pixels a
 * side take 64 MB. Without a limit, directories that share a table would each read it again.
 */
const MAX_BYTES = 128 << 20;

/** Reads the structure of a TIFF in pieces, and limits the total number of bytes. */
export class TiffSource {
  readonly little: boolean;
  readonly big: boolean;
  /** Bytes of an offset: 4, or 8 in a BigTIFF. */
  readonly wordBytes: number;
  readonly #file: FileHandle;
  readonly #size: number;
  #left = MAX_BYTES;

  private constructor(file: FileHandle, size: number, head: DataView) {
    this.#file = file;
    this.#size = size;
    this.little = head.getUint8(0) === 0x49;
    this.big = head.getUint16(2, this.little) === 43;
    this.wordBytes = this.big ? 8 : 4;
  }

  /** Throws TruncatedTiff if the file is shorter than a header. */
  static async open(file: FileHandle, size: number): Promise<TiffSource> {
    const head = new DataView(new ArrayBuffer(8));
    const { bytesRead } = await file.read(head, 0, 8, 0);
    if (bytesRead < 8) throw new TruncatedTiff('no header');
    return new TiffSource(file, size, head);
  }

  /** Reads an offset or a count from a view. */
  word(view: DataView, at: number): number {
    return this.big ? Number(view.getBigUint64(at, this.little)) : view.getUint32(at, this.little);
  }

  /** The byte position of the first directory. */
  async firstDirectory(): Promise<number> {
    return this.word(await this.bytesAt(this.big ? 8 : 4, this.wordBytes), 0);
  }

  /** Reads bytes. Throws TruncatedTiff if they aren't all in the file, or if MAX_BYTES is exceeded. */
  async bytesAt(at: number, length: number): Promise<DataView> {
    this.checkInside(at, length);
    this.#left -= length;
    if (this.#left < 0) throw new TruncatedTiff('its structure is too large');
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length; ) {
      const { bytesRead } = await this.#file.read(bytes, done, length - done, at + done);
      if (bytesRead === 0) throw new TruncatedTiff(`${length} bytes at ${at}`);
      done += bytesRead;
    }
    return new DataView(bytes.buffer);
  }

  /** Throws TruncatedTiff if a block doesn't lie inside the file. */
  checkInside(at: number, length: number): void {
    if (!(at >= 0 && length >= 0 && at + length <= this.#size))
      throw new TruncatedTiff(`${length} bytes at ${at}`);
  }

  /** Reads `count` values of a field, starting at value `from`; fewer if the field ends before. */
  async values(field: TiffField, from: number, count: number): Promise<Float64Array> {
    const { unit, at } = field;
    const values = new Float64Array(Math.max(0, Math.min(count, field.count - from)));
    const view = await this.bytesAt(at + from * unit, values.length * unit);
    for (let k = 0; k < values.length; k++) values[k] = numberAt(view, k * unit, unit, this.little);
    return values;
  }
}

function numberAt(view: DataView, at: number, unit: number, little: boolean): number {
  if (unit === 1) return view.getUint8(at);
  if (unit === 2) return view.getUint16(at, little);
  if (unit === 4) return view.getUint32(at, little);
  return Number(view.getBigUint64(at, little));
}
