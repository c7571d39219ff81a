import type { FileHandle } from 'node:fs/promises';

/** Says that a structure points outside the file, or is larger than any sound file's: damaged, cut off, or hostile. */
export class TruncatedTiff extends Error {}

/** Values of one tag, wherever they lie: in the directory's own entry or elsewhere in the file. */
export interface TiffField {
  /** Bytes of one value: 1, 2, 4 or 8. */
  readonly unit: number;
  readonly count: number;
  /** Place of the first value in the file. */
  readonly at: number;
}

/**
 * All bytes that are read of one file's structure. The block tables of a picture of 1000 megapixels in tiles of 16
 * pixels a side take 64 MB; directories that share a table would have it read once for each of them.
 */
const MAX_BYTES = 128 << 20;

/** A TIFF's bytes, read in pieces of bounded size and in bounded number. */
export class TiffSource {
  readonly little: boolean;
  readonly big: boolean;
  /** Bytes of an offset. */
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

  /** Throws TruncatedTiff where the file is shorter than a header. */
  static async open(file: FileHandle, size: number): Promise<TiffSource> {
    const head = new DataView(new ArrayBuffer(8));
    const { bytesRead } = await file.read(head, 0, 8, 0);
    if (bytesRead < 8) throw new TruncatedTiff('no header');
    return new TiffSource(file, size, head);
  }

  /** An offset or a count in a view. */
  word(view: DataView, at: number): number {
    return this.big ? Number(view.getBigUint64(at, this.little)) : view.getUint32(at, this.little);
  }

  /** Throws TruncatedTiff where the bytes aren't all in the file, or too many have been read. */
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

  /** Throws TruncatedTiff where a block doesn't lie inside the file. */
  checkInside(at: number, length: number): void {
    if (!(at >= 0 && length >= 0 && at + length <= this.#size))
      throw new TruncatedTiff(`${length} bytes at ${at}`);
  }

  /** `count` values of a field from value `from` on; fewer where it ends before. */
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
