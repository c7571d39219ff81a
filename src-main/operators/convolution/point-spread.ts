/**
 * A point spread function: the image of one point of the scene. y = psf * x is a true convolution,
 * y(p) = sum_q psf(q) x(p - q), with q counted from the middle of the array (x right, y down).
 */
export interface PointSpreadFunction {
  /** Width and height are odd, so that the middle is a sample. */
  readonly width: number;
  readonly height: number;
  /** Row after row; sums to 1. */
  readonly data: Float64Array;
}

/** A transfer function's value at one frequency. */
export interface Complex {
  readonly re: number;
  readonly im: number;
}

/** Gaussian of standard deviation `std` pixels (above 0, at most 100), sampled and cut at ceil(4 std). */
export function gaussianPsf(std: number): PointSpreadFunction {
  if (!(std > 0 && std <= 100))
    throw new RangeError(`a Gaussian blur of ${std} pixels; 0 to 100 are possible`);
  const radius = Math.ceil(4 * std);
  const profile: number[] = [];
  for (let i = -radius; i <= radius; i++) profile.push(Math.exp(-(i * i) / (2 * std * std)));
  const data = profile.flatMap((a) => profile.map((b) => a * b));
  return normalised(2 * radius + 1, 2 * radius + 1, Float64Array.from(data));
}

/**
 * Uniform motion along a straight line of `length` pixels (1 to 400), `angle` degrees from the horizontal,
 * positive clockwise as seen on the screen. The line is ceil(4 length) + 1 evenly spaced points from
 * -(length - 1) / 2 to (length - 1) / 2, each shared bilinearly among the four samples around it.
 */
export function motionPsf(length: number, angle: number): PointSpreadFunction {
  if (!(length >= 1 && length <= 400) || !Number.isFinite(angle)) {
    throw new RangeError(`motion of ${length} pixels at ${angle} degrees; 1 to 400 pixels are possible`);
  }
  const half = (length - 1) / 2;
  const count = Math.ceil(4 * length) + 1;
  const radians = (angle * Math.PI) / 180;
  const radius = Math.ceil(half);
  const width = 2 * radius + 1;
  const data = new Float64Array(width * width);
  for (let i = 0; i < count; i++) {
    // For a line of one pixel all points coincide.
    const along = -half + (2 * half * i) / (count - 1);
    addBilinear(data, width, radius + along * Math.cos(radians), radius + along * Math.sin(radians));
  }
  return normalised(width, width, data);
}

/** A kernel given sample by sample (odd sides, none negative, not all zero), scaled to sum 1. */
export function kernelPsf(width: number, height: number, data: ArrayLike<number>): PointSpreadFunction {
  if (width % 2 !== 1 || height % 2 !== 1) {
    throw new RangeError(`a blur kernel of ${width}x${height} has no middle sample; both sides must be odd`);
  }
  if (data.length !== width * height) {
    throw new RangeError(`${data.length} samples for a blur kernel of ${width}x${height}`);
  }
  const samples = Float64Array.from(data);
  if (samples.some((value) => !(value >= 0 && value < Number.POSITIVE_INFINITY))) {
    throw new RangeError('a blur kernel with a sample that is negative or not a number');
  }
  return normalised(width, height, samples);
}

/**
 * The optical transfer function, K(f) = sum_q psf(q) exp(-2 pi i f . q), at any frequency in cycles per pixel
 * (fx to the right, fy down).
 */
export function transferFunction(psf: PointSpreadFunction, fx: number, fy: number): Complex {
  let re = 0;
  let im = 0;
  for (let row = 0; row < psf.height; row++) {
    const phaseY = fy * (row - (psf.height - 1) / 2);
    for (let column = 0; column < psf.width; column++) {
      const value = psf.data[row * psf.width + column];
      const phase = -2 * Math.PI * (phaseY + fx * (column - (psf.width - 1) / 2));
      re += value * Math.cos(phase);
      im += value * Math.sin(phase);
    }
  }
  return { re, im };
}

/** Shares one unit at (x, y) among the four samples around it; shares of 0 may lie outside. */
function addBilinear(data: Float64Array, width: number, x: number, y: number): void {
  const left = Math.floor(x);
  const top = Math.floor(y);
  for (const [column, shareX] of [
    [left, left + 1 - x],
    [left + 1, x - left],
  ]) {
    for (const [row, shareY] of [
      [top, top + 1 - y],
      [top + 1, y - top],
    ]) {
      if (shareX * shareY > 0) data[row * width + column] += shareX * shareY;
    }
  }
}

function normalised(width: number, height: number, data: Float64Array): PointSpreadFunction {
  const sum = data.reduce((total, value) => total + value, 0);
  if (!(sum > 0)) throw new RangeError('a blur kernel whose samples are all zero');
  return { width, height, data: data.map((value) => value / sum) };
}

/** Whether the point spread function equals its mirror images, left to right and top to bottom. */
export function isMirrorSymmetric({ width, height, data }: PointSpreadFunction): boolean {
  const peak = data.reduce((a, b) => Math.max(a, b), 0);
  return data.every((value, i) => {
    const row = Math.floor(i / width);
    const column = i % width;
    const mirrored = data[row * width + width - 1 - column];
    const flipped = data[(height - 1 - row) * width + column];
    return Math.max(Math.abs(value - mirrored), Math.abs(value - flipped)) <= 1e-6 * peak;
  });
}
