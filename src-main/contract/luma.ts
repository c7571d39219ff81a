/** The shares of red, green and blue in luma: Rec. 601, as JPEG weighs them. */
export const LUMA_WEIGHTS: readonly [number, number, number] = [0.299, 0.587, 0.114];

/** Green - luma, from red - luma and blue - luma: the luma of the three differences is zero. */
export function greenOf(red: number, blue: number): number {
  return -(LUMA_WEIGHTS[0] * red + LUMA_WEIGHTS[2] * blue) / LUMA_WEIGHTS[1];
}
