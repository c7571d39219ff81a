const SWEEPS = 40;

/**
 * The eigenvalues of a symmetric matrix (size x size, row after row), smallest first, by Jacobi's cyclic rotations.
 * The matrix is unchanged.
 */
export function symmetricEigenvalues(matrix: Float64Array, size: number): Float64Array {
  if (matrix.length !== size * size)
    throw new RangeError(`${matrix.length} entries for a ${size}x${size} matrix`);
  const a = matrix.slice();
  const scale = Math.max(1e-300, ...a.map(Math.abs));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let largest = 0;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) {
        const off = a[p * size + q];
        largest = Math.max(largest, Math.abs(off));
        if (Math.abs(off) > 1e-14 * scale) rotate(a, size, p, q);
      }
    }
    if (largest <= 1e-11 * scale) break;
  }
  return Float64Array.from({ length: size }, (_, i) => a[i * size + i]).sort();
}

/** Makes entry (p, q) zero. */
function rotate(a: Float64Array, size: number, p: number, q: number): void {
  const theta = (a[q * size + q] - a[p * size + p]) / (2 * a[p * size + q]);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k++) {
    const left = a[k * size + p];
    const right = a[k * size + q];
    a[k * size + p] = cosine * left - sine * right;
    a[k * size + q] = sine * left + cosine * right;
  }
  for (let k = 0; k < size; k++) {
    const upper = a[p * size + k];
    const lower = a[q * size + k];
    a[p * size + k] = cosine * upper - sine * lower;
    a[q * size + k] = sine * upper + cosine * lower;
  }
}
