/**
 * How rounding noise together with something unmeasured is described to the network. The network was trained on JPEG
 * files, and on holes, grey and small pictures with white noise, but not on both at once; the choice between the two
 * descriptions determines the result (figures in ARCHITECTURE.md). The rounding's spectrum helps most where the sampler
 * works on detail, the description of unmeasured pixels where it decides on shapes and colours.
 */

/** At and below this level the noise of x_t is below the pictures' standard deviation: only detail is undecided. */
const DETAIL = 0.5;
/** The highest noise levels, at which one call may be the only one. */
const HIGHEST = 40;

/** The strongest white noise in training together with unmeasured pixels. */
export const LOUDEST = 0.3;

/** Whether the sampler works on detail at noise level `sigma`. */
export function isDetail(sigma: number): boolean {
  return sigma <= DETAIL;
}

/** Whether the network gets the description of the file instead of that of hidden or colourless pixels. */
export function tellsOfFile(sigma: number): boolean {
  return isDetail(sigma) || sigma >= HIGHEST;
}
