/** One entry of a directory: the last word is the value, or where the values lie. */
export type TiffEntry = readonly [tag: number, type: number, count: number, value: number];

const BYTE = 1;
export const SHORT = 3;
export const LONG = 4;

/** A classic little-endian directory that lies `at` bytes from the start of its file. */
export function directory(entries: readonly TiffEntry[], next: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 + 12 * entries.length + 4));
  view.setUint16(0, entries.length, true);
  entries.forEach(([tag, type, count, value], k) => {
    view.setUint16(2 + 12 * k, tag, true);
    view.setUint16(4 + 12 * k, type, true);
    view.setUint32(6 + 12 * k, count, true);
    view.setUint32(10 + 12 * k, value, true);
  });
  view.setUint32(2 + 12 * entries.length, next, true);
  return new Uint8Array(view.buffer);
}

export function header(first: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, 0x49492a00);
  view.setUint32(4, first, true);
  return new Uint8Array(view.buffer);
}

/** The entries of a grey picture of 8 x 8 pixels whose one strip lies at `strip`. */
export function greyPicture(strip: number): TiffEntry[] {
  return [
    [256, SHORT, 1, 8],
    [257, SHORT, 1, 8],
    [258, SHORT, 1, 8],
    [259, SHORT, 1, 1],
    [262, SHORT, 1, 1],
    [273, LONG, 1, strip],
    [277, SHORT, 1, 1],
    [278, SHORT, 1, 8],
    [279, LONG, 1, 64],
  ];
}

/** A sound picture whose `tag` has an unknown type and a count of 2^32 - 1. */
export function endlessTag(tag: number): Uint8Array {
  const type = 99;
  const entries: TiffEntry[] = [...greyPicture(200), [tag, type, 0xffffffff, 0]];
  entries.sort(([a], [b]) => a - b);
  return join([header(8), directory(entries, 0), new Uint8Array(300).fill(128)]);
}

/** `directories` directories that all name the same table of `blocks` strips, or say that it has `claimed`. */
export function sharedStrips(directories: number, blocks: number, claimed = blocks): Uint8Array {
  const bytes = 2 + 12 * 2 + 4;
  const table = 8 + directories * bytes;
  const parts = [header(8)];
  for (let k = 0; k < directories; k++) {
    const next = k + 1 < directories ? 8 + (k + 1) * bytes : 0;
    const entries: TiffEntry[] = [
      [273, LONG, claimed, table],
      [279, LONG, claimed, table],
    ];
    parts.push(directory(entries, next));
  }
  return join([...parts, new Uint8Array(4 * blocks)]);
}

/** A directory that names `count` sub-directories. */
export function manySubDirectories(count: number): Uint8Array {
  const entries: TiffEntry[] = [[330, LONG, count, 8 + 2 + 12 + 4]];
  return join([header(8), directory(entries, 0), new Uint8Array(4 * count)]);
}

/** `count` directories, each of which names the same `count` places as its sub-directories. */
export function nestedSubDirectories(count: number): Uint8Array {
  const bytes = 2 + 12 + 4;
  const table = 8 + count * bytes;
  const places = new DataView(new ArrayBuffer(4 * count));
  const parts = [header(8)];
  for (let k = 0; k < count; k++) {
    places.setUint32(4 * k, 8 + k * bytes, true);
    parts.push(directory([[330, LONG, count, table]], 0));
  }
  return join([...parts, new Uint8Array(places.buffer)]);
}

/** A Big TIFF whose directory says that it has 2^60 entries. */
export function endlessDirectory(): Uint8Array {
  const view = new DataView(new ArrayBuffer(64));
  view.setUint32(0, 0x49492b00);
  view.setUint16(4, 8, true);
  view.setBigUint64(8, 16n, true);
  view.setBigUint64(16, 1n << 60n, true);
  return new Uint8Array(view.buffer);
}

/** An unknown tag with one byte per value, which a decoder keeps in memory. */
export function longPrivateTag(count: number): Uint8Array {
  const strip = 8 + 2 + 12 * 10 + 4;
  const entries: TiffEntry[] = [...greyPicture(strip), [347, BYTE, count, strip]];
  return join([header(8), directory(entries, 0), new Uint8Array(count)]);
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
