/**
 * The colour for each luma, slowly varying over a picture: a grid of curves, blended bilinearly. A curve's red and blue
 * are the luma plus a uniform quadratic B-spline of the luma; green follows from the luma (Rec. 601), red and blue.
 */
export interface ToneCurve {
  /** Number of curves across and down the picture; the first and the last are at its borders. */
  readonly across: number;
  readonly down: number;
  /** Red - luma and blue - luma in 8-bit levels: KNOTS coefficients per curve, curve after curve, row after row. */
  readonly red: readonly number[];
  readonly blue: readonly number[];
}

/** Coefficients of a curve. */
export const KNOTS = 10;
/** 8-bit levels of luma from one coefficient to the next. */
export const KNOT_STEP = 255 / (KNOTS - 2);

/**
 * Sets the shares of three coefficients at a luma in 8-bit levels, clamped to black and white, and returns the index of
 * the first coefficient.
 */
export function splineShares(luma: number, shares: Float64Array): number {
  const position = Math.min(Math.max(luma / KNOT_STEP, 0), KNOTS - 2);
  const first = Math.min(Math.floor(position), KNOTS - 3);
  const t = position - first;
  shares[0] = 0.5 * (1 - t) ** 2;
  shares[1] = 0.5 + t - t * t;
  shares[2] = 0.5 * t * t;
  return first;
}

/** The node before a position (a share of the picture's extent) on an axis of `count` curves, and the share of the next. */
export function betweenNodes(
  position: number,
  count: number,
): { readonly node: number; readonly share: number } {
  if (count === 1) return { node: 0, share: 0 };
  const at = Math.min(Math.max(position, 0), 1) * (count - 1);
  const node = Math.min(Math.floor(at), count - 2);
  return { node, share: at - node };
}

/** Finds colours on a tone curve, row by row. */
export interface ToneReader {
  /** Goes to a row: `v` is its middle as a share of the picture's height. */
  toRow(v: number): void;
  /** Writes red - luma and blue - luma, in 8-bit levels, to `colour`; `u` is like `v`, along the width. */
  read(u: number, luma: number, colour: Float64Array): void;
}

/** A reader of a curve. It has its own buffers, so that reading a pixel allocates nothing. */
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
