/**
 * What colour belongs to which luma, slowly varying over a picture: a grid of curves, blended bilinearly. A curve's
 * red and blue are its luma plus a uniform quadratic B-spline of it; green is what the luma (Rec. 601) leaves.
 */
export interface ToneCurve {
  /** Curves across and down the picture; the first and the last stand at its borders. */
  readonly across: number;
  readonly down: number;
  /** Red less luma and blue less luma in 8-bit levels: KNOTS coefficients a curve, curve after curve, row after row. */
  readonly red: readonly number[];
  readonly blue: readonly number[];
}

/** Coefficients of a curve. */
export const KNOTS = 10;
/** 8-bit levels between the luma that one coefficient stands for and the next one's. */
export const KNOT_STEP = 255 / (KNOTS - 2);

/** The shares of the three coefficients from `first` on at a luma in 8-bit levels; beyond black and white those there. */
export function splineShares(luma: number, shares: Float64Array): number {
  const position = Math.min(Math.max(luma / KNOT_STEP, 0), KNOTS - 2);
  const first = Math.min(Math.floor(position), KNOTS - 3);
  const t = position - first;
  shares[0] = 0.5 * (1 - t) ** 2;
  shares[1] = 0.5 + t - t * t;
  shares[2] = 0.5 * t * t;
  return first;
}

/** Where a position, as a share of the picture's extent, lies between the nodes of an axis of `count` curves. */
export function betweenNodes(
  position: number,
  count: number,
): { readonly node: number; readonly share: number } {
  if (count === 1) return { node: 0, share: 0 };
  const at = Math.min(Math.max(position, 0), 1) * (count - 1);
  const node = Math.min(Math.floor(at), count - 2);
  return { node, share: at - node };
}

/** Green less luma, from red less luma and blue less luma: the luma of all three is nothing. */
export function greenOf(red: number, blue: number): number {
  return -(0.299 * red + 0.114 * blue) / 0.587;
}

/** Finds colours on a tone curve, row by row. */
export interface ToneReader {
  /** Goes to a row: `v` is its middle as a share of the picture's height. */
  toRow(v: number): void;
  /** Red less luma and blue less luma, in 8-bit levels, into `colour`; `u` as `v`, along the width. */
  read(u: number, luma: number, colour: Float64Array): void;
}

/** A reader of a curve; it has a memory of its own, so that reading a pixel makes none. */
export function readTone({ across, down, red, blue }: ToneCurve): ToneReader {
  const length = across * KNOTS;
  const [rowRed, rowBlue] = [new Float64Array(length), new Float64Array(length)];
  const shares = new Float64Array(3);
  return {
    toRow: (v) => {
      const { node, share } = betweenNodes(v, down);
      const upper = node * length;
      const lower = share > 0 ? upper + length : upper;
      for (let i = 0; i < length; i++) {
        rowRed[i] = red[upper + i] + share * (red[lower + i] - red[upper + i]);
        rowBlue[i] = blue[upper + i] + share * (blue[lower + i] - blue[upper + i]);
      }
    },
    read: (u, luma, colour) => {
      const at = across === 1 ? 0 : Math.min(Math.max(u, 0), 1) * (across - 1);
      const node = across === 1 ? 0 : Math.min(Math.floor(at), across - 2);
      const share = at - node;
      let left = node * KNOTS + splineShares(luma, shares);
      let right = share > 0 ? left + KNOTS : left;
      colour[0] = 0;
      colour[1] = 0;
      for (let k = 0; k < 3; k++, left++, right++) {
        colour[0] += shares[k] * (rowRed[left] + share * (rowRed[right] - rowRed[left]));
        colour[1] += shares[k] * (rowBlue[left] + share * (rowBlue[right] - rowBlue[left]));
      }
    },
  };
}
