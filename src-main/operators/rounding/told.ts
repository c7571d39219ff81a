/**
 * What the network is told of noise that it has never seen together with something unmeasured. It was trained on JPEG
 * files, and on holes, grey and small pictures with white noise, but not on both at once; which of the two it is told
 * of decides the result (figures in ARCHITECTURE.md). The rounding's spectrum says most where the sampler works on
 * detail, what is unmeasured where it decides on shapes and colours.
 */

/** From here down the noise of x_t is below that of pictures: what is left to decide is detail. */
const DETAIL = 0.5;
/** The highest noise level, where one call may have to do. */
const HIGHEST = 40;

/** The strongest white noise that it has seen with what is unmeasured. */
export const LOUDEST = 0.3;

/** Whether the sampler works on detail at noise level `sigma`. */
export function isDetail(sigma: number): boolean {
  return sigma <= DETAIL;
}

/** Whether the network is told of the file rather than of what is hidden or colourless. */
export function tellsOfFile(sigma: number): boolean {
  return isDetail(sigma) || sigma >= HIGHEST;
}
