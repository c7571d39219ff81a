import type { Point } from './geometry';
/**
 * The quantisation of a JPEG file. These numbers determine the covariance of its error, diag(q^2/12) in the 8x8 DCT basis
 * of YCbCr (operators/rounding). Only types and arithmetic; the parser is imaging/jpeg-markers.
 */
export interface JpegTables {
  /** Steps of Y, Cb, Cr: 64 each, natural order (vertical index * 8 + horizontal index). Grey: three times Y. */
  readonly quantisation: readonly [readonly number[], readonly number[], readonly number[]];
  /** Number of pixels per chroma sample along x and along y. */
  readonly horizontal: 1 | 2;
  readonly vertical: 1 | 2;
  /** Extent of the coding unit in pixels (8, or 16 if chroma is subsampled): the grid that must stay aligned. */
  readonly blockWidth: 8 | 16;
  readonly blockHeight: 8 | 16;
  /** One component only (no chroma). */
  readonly grey: boolean;
}

export type Subsampling = '4:4:4' | '4:2:2' | '4:4:0' | '4:2:0';

/** EXIF orientation: 1 upright, 2 mirrored, 3 turned by 180 degrees, ... 6 must be turned clockwise by 90, 8 by 270. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** Tables in upright coordinates, and the distance in pixels of the upright origin from the block boundary before it. */
export interface OrientedTables {
  readonly tables: JpegTables;
  /** 0 <= x < blockWidth, 0 <= y < blockHeight: block boundaries are at upright x = k blockWidth - offset.x. */
  readonly offset: Point;
}

/** ITU-T T.81 annex K, tables K.1 and K.2, natural order. */
// biome-ignore format: an 8x8 table is read as one
const LUMA: readonly number[] = [
  16, 11, 10, 16, 24, 40, 51, 61,
  12, 12, 14, 19, 26, 58, 60, 55,
  14, 13, 16, 24, 40, 57, 69, 56,
  14, 17, 22, 29, 51, 87, 80, 62,
  18, 22, 37, 56, 68, 109, 103, 77,
  24, 35, 55, 64, 81, 104, 113, 92,
  49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
];
// biome-ignore format: an 8x8 table is read as one
const CHROMA: readonly number[] = [
  17, 18, 24, 47, 99, 99, 99, 99,
  18, 21, 26, 66, 99, 99, 99, 99,
  24, 26, 56, 99, 99, 99, 99, 99,
  47, 66, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99,
  99, 99, 99, 99, 99, 99, 99, 99,
];

/**
 * The tables of the Independent JPEG Group's encoder (jcparam.c, jpeg_quality_scaling and jpeg_add_quant_table,
 * baseline) at a quality from 1 to 100; a RangeError for any other quality.
 */
export function standardTables(quality: number, subsampling: Subsampling): JpegTables {
  if (!Number.isInteger(quality) || quality < 1 || quality > 100) {
    throw new RangeError(`JPEG quality ${quality} is not a whole number from 1 to 100`);
  }
  const scale = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality;
  const scaled = (table: readonly number[]) =>
    table.map((step) => Math.min(255, Math.max(1, Math.floor((step * scale + 50) / 100))));
  const chroma = scaled(CHROMA);
  const horizontal = subsampling === '4:2:0' || subsampling === '4:2:2' ? 2 : 1;
  const vertical = subsampling === '4:2:0' || subsampling === '4:4:0' ? 2 : 1;
  return makeTables([scaled(LUMA), chroma, chroma], horizontal, vertical, false);
}

/** Derives the block's extent from the subsampling. */
export function makeTables(
  quantisation: JpegTables['quantisation'],
  horizontal: 1 | 2,
  vertical: 1 | 2,
  grey: boolean,
): JpegTables {
  return {
    quantisation,
    horizontal,
    vertical,
    blockWidth: horizontal === 2 ? 16 : 8,
    blockHeight: vertical === 2 ? 16 : 8,
    grey,
  };
}

/** Whether the orientation exchanges rows and columns. */
export function transposes(orientation: Orientation): boolean {
  return orientation >= 5;
}

/** The axes of the upright picture along which the stored one is mirrored, after an exchange of rows and columns. */
export function mirroredAxes(orientation: Orientation): { readonly x: boolean; readonly y: boolean } {
  return { x: [2, 3, 6, 7].includes(orientation), y: [3, 4, 7, 8].includes(orientation) };
}

/**
 * The file's tables in the coordinates of the upright picture. A turn by 90 degrees transposes each table and exchanges
 * the subsampling factors. Mirroring doesn't change the steps (a DCT coefficient only changes sign) but moves the block
 * grid, which starts at the stored picture's corner: along a mirrored axis of length L the upright origin is
 * (-L mod block) pixels past a boundary.
 */
export function orientTables(
  tables: JpegTables,
  orientation: Orientation,
  storedWidth: number,
  storedHeight: number,
): OrientedTables {
  const turned = transposes(orientation);
  const transpose = (table: readonly number[]) =>
    turned ? table.map((_, index) => table[(index % 8) * 8 + Math.floor(index / 8)] ?? 0) : table;
  const [luma, cb, cr] = tables.quantisation;
  const upright = makeTables(
    [transpose(luma), transpose(cb), transpose(cr)],
    turned ? tables.vertical : tables.horizontal,
    turned ? tables.horizontal : tables.vertical,
    tables.grey,
  );
  const mirrored = mirroredAxes(orientation);
  const past = (isMirrored: boolean, length: number, block: number) =>
    isMirrored ? (block - (length % block)) % block : 0;
  return {
    tables: upright,
    offset: {
      x: past(mirrored.x, turned ? storedHeight : storedWidth, upright.blockWidth),
      y: past(mirrored.y, turned ? storedWidth : storedHeight, upright.blockHeight),
    },
  };
}
