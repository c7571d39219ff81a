import { emptyPlane, type Plane } from './plane';

/** The plane convolved with a Gaussian of std `std` pixels, cut at 4 std; the edge is repeated beyond the border. */
export function blurPlane(plane: Plane, std: number): Plane {
  const weights = gaussianWeights(std);
  const across = emptyPlane(plane.width, plane.height);
  const result = emptyPlane(plane.width, plane.height);
  convolveRows(plane, weights, across);
  convolveColumns(across, weights, result);
  return result;
}

/** Weights of pixels at distances 0, 1, 2, ...; counted on both sides they sum to 1. */
function gaussianWeights(std: number): Float64Array {
  const reach = Math.max(1, Math.ceil(4 * std));
  const weights = Float64Array.from({ length: reach + 1 }, (_, i) => Math.exp(-(i * i) / (2 * std * std)));
  const sum = weights.reduce((total, weight, i) => total + (i === 0 ? weight : 2 * weight), 0);
  return weights.map((weight) => weight / sum);
}

function convolveRows({ width, height, data }: Plane, weights: Float64Array, result: Plane): void {
  const reach = weights.length - 1;
  const row = new Float32Array(width + 2 * reach);
  for (let y = 0; y < height; y++) {
    const start = y * width;
    row.set(data.subarray(start, start + width), reach);
    row.fill(data[start], 0, reach);
    row.fill(data[start + width - 1], reach + width);
    for (let x = 0; x < width; x++) {
      let sum = weights[0] * row[x + reach];
      for (let k = 1; k <= reach; k++) sum += weights[k] * (row[x + reach - k] + row[x + reach + k]);
      result.data[start + x] = sum;
    }
  }
}

function convolveColumns({ width, height, data }: Plane, weights: Float64Array, result: Plane): void {
  for (let y = 0; y < height; y++) {
    const target = result.data.subarray(y * width, (y + 1) * width);
    for (let k = 0; k < weights.length; k++) {
      const above = Math.max(0, y - k) * width;
      const below = Math.min(height - 1, y + k) * width;
      const weight = k === 0 ? weights[0] / 2 : weights[k];
      for (let x = 0; x < width; x++) target[x] += weight * (data[above + x] + data[below + x]);
    }
  }
}

/** The sum of the squared weights of a Gaussian: the factor by which it reduces the variance of white noise. */
export function sumOfSquares(std: number): number {
  if (std === 0) return 1;
  let [sum, squares] = [0, 0];
  for (let i = -Math.ceil(4 * std); i <= 4 * std; i++) {
    const weight = Math.exp(-(i * i) / (2 * std * std));
    sum += weight;
    squares += weight * weight;
  }
  return (squares / sum ** 2) ** 2;
}
