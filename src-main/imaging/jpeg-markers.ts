import { badRequest } from '../contract/errors';
import { type JpegTables, makeTables } from '../contract/jpeg-tables';
import { said } from '../contract/said';
import { openForReading } from './open-file';
import { readAll } from './vips-file';

/** Position in natural order of the k-th coefficient of the zigzag scan (ITU-T T.81, figure A.6). */
// biome-ignore format: an 8x8 table is read as one
const ZIGZAG: readonly number[] = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5,
  12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
  35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
  58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/** Most bytes read to find the tables. Thumbnails, profiles and comments before them take a megabyte at most. */
const HEADER_LIMIT = 32 << 20;

/**
 * Reads the quantisation tables and chroma subsampling of a JPEG, given as bytes or as a path; only the header is read.
 * Throws a PlainError if the bytes are no JPEG, end early, or describe something the JPEG operator doesn't model
 * (CMYK, RGB components, chroma shared by more than 2 pixels along an axis, lossless or arithmetic coding).
 */
export async function jpegTables(source: Uint8Array | string): Promise<JpegTables> {
  if (typeof source !== 'string') return parseMarkers(source, 'This JPEG');
  const { file, size } = await openForReading(source);
  try {
    const header = new Uint8Array(Math.min(size, HEADER_LIMIT));
    // Doubling keeps the total work linear if the file never reaches its first scan.
    for (let filled = 0; filled < header.length; ) {
      const next = Math.min(header.length, Math.max(1 << 18, 2 * filled));
      await readAll(file, header.subarray(filled, next), filled);
      filled = next;
      const read = header.subarray(0, filled);
      if (filled === header.length || readMarkers(read).complete) return parseMarkers(read, source);
    }
    return parseMarkers(header, source);
  } finally {
    await file.close();
  }
}

interface Component {
  readonly id: number;
  readonly horizontal: number;
  readonly vertical: number;
  readonly table: number;
}

interface Markers {
  readonly tables: ReadonlyMap<number, readonly number[]>;
  readonly components: readonly Component[];
  readonly adobeTransform: number | undefined;
  /** The start of the first scan was reached. */
  readonly complete: boolean;
}

/** Reads the marker segments up to the first scan. Stops without an error where the bytes end or are invalid. */
function readMarkers(bytes: Uint8Array): Markers {
  const tables = new Map<number, readonly number[]>();
  let components: Component[] = [];
  let adobeTransform: number | undefined;
  const byte = (at: number) => bytes[at] ?? 0;
  let at = 2;
  while (at + 4 <= bytes.length) {
    if (byte(at) !== 0xff) {
      at++; // Every decoder accepts stray bytes between segments.
      continue;
    }
    const marker = byte(at + 1);
    if (marker === 0xff || marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
      continue;
    }
    if (marker === 0xd9) break;
    const length = byte(at + 2) * 256 + byte(at + 3);
    const body = bytes.subarray(at + 4, at + 2 + length);
    if (length < 2 || at + 2 + length > bytes.length) break;
    if (marker === 0xdb) readTables(body, tables);
    else if (marker >= 0xc0 && marker <= 0xc2) components = readFrame(body);
    else if (
      marker === 0xee &&
      body.length >= 12 &&
      String.fromCharCode(...body.subarray(0, 5)) === 'Adobe'
    ) {
      adobeTransform = body[11];
    } else if (marker === 0xda) return { tables, components, adobeTransform, complete: true };
    at += 2 + length;
  }
  return { tables, components, adobeTransform, complete: false };
}

/** DQT: precision and identifier, then 64 steps of 8 or 16 bits in zigzag order; a segment may hold several tables. */
function readTables(body: Uint8Array, tables: Map<number, readonly number[]>): void {
  let at = 0;
  while (at < body.length) {
    const head = body[at] ?? 0;
    const size = head >> 4 === 0 ? 1 : 2;
    if (at + 1 + 64 * size > body.length) return;
    const steps = new Array<number>(64).fill(1);
    ZIGZAG.forEach((natural, k) => {
      const from = at + 1 + k * size;
      const step = size === 1 ? body[from] : (body[from] ?? 0) * 256 + (body[from + 1] ?? 0);
      steps[natural] = Math.max(1, step ?? 1);
    });
    tables.set(head & 15, steps);
    at += 1 + 64 * size;
  }
}

/** SOF: precision, height, width, then id, sampling factors and table of each component. */
function readFrame(body: Uint8Array): Component[] {
  const count = body[5] ?? 0;
  const components: Component[] = [];
  for (let k = 0; k < count; k++) {
    const [id, sampling, table] = body.subarray(6 + 3 * k, 9 + 3 * k);
    if (id === undefined || sampling === undefined || table === undefined) return [];
    components.push({ id, horizontal: sampling >> 4, vertical: sampling & 15, table });
  }
  return components;
}

function parseMarkers(bytes: Uint8Array, path: string): JpegTables {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) throw badRequest(said('noJpeg', { path }));
  const { tables, components, adobeTransform } = readMarkers(bytes);
  const [luma, cb, cr] = components;
  const steps = (component: Component) => {
    const found = tables.get(component.table);
    if (!found) throw badRequest(said('jpegNoTable', { path }));
    return found;
  };
  if (!luma) {
    throw badRequest(said('jpegRare', { path }));
  }
  if (components.length === 1) {
    // A single component is never interleaved, so its block is 8x8 whatever its sampling factors are.
    return makeTables([steps(luma), steps(luma), steps(luma)], 1, 1, true);
  }
  const rgb = adobeTransform === 0 || (luma.id === 0x52 && cb?.id === 0x47 && cr?.id === 0x42);
  if (components.length !== 3 || !cb || !cr || rgb) {
    throw badRequest(said('jpegNoChroma', { path }));
  }
  const horizontal = factor(luma.horizontal, cb.horizontal, cr.horizontal);
  const vertical = factor(luma.vertical, cb.vertical, cr.vertical);
  if (!horizontal || !vertical) {
    throw badRequest(said('jpegSubsampling', { path }));
  }
  return makeTables([steps(luma), steps(cb), steps(cr)], horizontal, vertical, false);
}

/** How many pixels share a chroma sample along one axis: 1 or 2, equal for both chroma planes; otherwise undefined. */
function factor(luma: number, cb: number, cr: number): 1 | 2 | undefined {
  if (cb !== cr || cb === 0) return undefined;
  if (luma === cb) return 1;
  return luma === 2 * cb ? 2 : undefined;
}
