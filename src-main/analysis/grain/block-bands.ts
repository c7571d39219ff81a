/** The correlations of noise that are compared with a spectrum, in pixels. */
export const CORRELATIONS = Array.from({ length: 31 }, (_, i) => i / 10);

/** Square blocks of pixels whose cosine transform is divided into rings of frequency. */
export interface BlockBands {
  /** Pixels along a side. */
  readonly side: number;
  /** The orthonormal cosine transform, side x side, frequency after frequency. */
  readonly transform: Float64Array;
  /** The ring of each coefficient, row after row; -1 for coefficients outside all rings. */
  readonly ringOf: Int8Array;
  /** How many coefficients each ring has. */
  readonly sizes: Float64Array;
  /** For each correlation, the mean square in each ring of a block of noise of variance 1. */
  readonly shapes: readonly Float64Array[];
  /** Numbers of rings, from the lowest frequency up, in which the lower edge is sought, in the order of the trials. */
  readonly depths: readonly number[];
  /** Pixels from one block to the next, at least; odd, so that a JPEG's blocks aren't always cut at one place. */
  readonly step: number;
}

/** Blocks whose rings (their bounds in cycles per pixel) have the given depths. */
export function blockBands(
  side: number,
  bounds: readonly number[],
  step: number,
  depths: readonly number[],
): BlockBands {
  const transform = new Float64Array(side * side);
  for (let k = 0; k < side; k++) {
    const scale = Math.sqrt((k === 0 ? 1 : 2) / side);
    for (let i = 0; i < side; i++)
      transform[k * side + i] = scale * Math.cos((Math.PI * (2 * i + 1) * k) / (2 * side));
  }
  const ringOf = Int8Array.from({ length: side * side }, (_, i) => {
    const radius = Math.hypot(i % side, Math.floor(i / side)) / (2 * side);
    return bounds.findIndex(
      (low, b) => i > 0 && b + 1 < bounds.length && radius >= low && radius < bounds[b + 1],
    );
  });
  const sizes = new Float64Array(bounds.length - 1);
  for (const ring of ringOf) if (ring >= 0) sizes[ring]++;
  const rings = { side, transform, ringOf, sizes };
  const shapes = CORRELATIONS.map((correlation) => shapeOf(rings, correlation));
  return { ...rings, shapes, depths, step };
}

/** Transforms the covariance of the noise along a line; the covariance is separable, so two lines give a block. */
function shapeOf(
  { side, transform, ringOf, sizes }: Pick<BlockBands, 'side' | 'transform' | 'ringOf' | 'sizes'>,
  correlation: number,
): Float64Array {
  const covariance = autocovariance(correlation, side);
  const line = Float64Array.from({ length: side }, (_, k) => {
    let sum = 0;
    for (let i = 0; i < side; i++)
      for (let j = 0; j < side; j++)
        sum += transform[k * side + i] * transform[k * side + j] * covariance[Math.abs(i - j)];
    return sum;
  });
  const shape = new Float64Array(sizes.length);
  for (const [i, ring] of ringOf.entries())
    if (ring >= 0) shape[ring] += (line[Math.floor(i / side)] * line[i % side]) / sizes[ring];
  return shape;
}

/** The autocovariance at 0, 1, 2, ... pixels of noise of variance 1 coloured by a Gaussian, which is sampled and cut at 4 std. */
function autocovariance(std: number, length: number): Float64Array {
  const reach = Math.ceil(4 * std);
  const at = (i: number) => (Math.abs(i) > reach ? 0 : std > 0 ? Math.exp(-(i * i) / (2 * std * std)) : 1);
  const values = Float64Array.from({ length }, (_, lag) => {
    let sum = 0;
    for (let i = -reach; i <= reach; i++) sum += at(i) * at(i + lag);
    return sum;
  });
  return values.map((value) => value / values[0]);
}

/** The blocks in which the level is measured. */
export const BLOCKS = blockBands(16, [0.045, 0.08, 0.12, 0.17, 0.24, 0.32, 0.42, 0.5], 5, [7, 5, 4, 3]);
/** Smaller blocks: they fit between the flat parts of texture, which then shows less energy; noise doesn't. */
export const SMALL_BLOCKS = blockBands(8, [0.05, 0.1, 0.15, 0.22, 0.32, 0.42, 0.5], 3, [6, 4, 3]);
