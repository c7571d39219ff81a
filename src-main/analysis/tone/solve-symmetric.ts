/**
 * Solves A x = b for a symmetric positive definite A (row after row, overwritten by its Cholesky factor) and several
 * right-hand sides, which are overwritten by the solutions. Throws a RangeError if A isn't positive definite.
 */
export function solveSymmetric(
  matrix: Float64Array,
  sides: readonly Float64Array[],
): readonly Float64Array[] {
  const n = Math.round(Math.sqrt(matrix.length));
  for (let j = 0; j < n; j++) {
    let diagonal = matrix[j * n + j];
    for (let k = 0; k < j; k++) diagonal -= matrix[j * n + k] ** 2;
    if (!(diagonal > 0)) throw new RangeError(`row ${j} of the matrix is not positive definite`);
    const root = Math.sqrt(diagonal);
    matrix[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let sum = matrix[i * n + j];
      for (let k = 0; k < j; k++) sum -= matrix[i * n + k] * matrix[j * n + k];
      matrix[i * n + j] = sum / root;
    }
  }
  for (const side of sides) {
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < i; k++) side[i] -= matrix[i * n + k] * side[k];
      side[i] /= matrix[i * n + i];
    }
    for (let i = n - 1; i >= 0; i--) {
      for (let k = i + 1; k < n; k++) side[i] -= matrix[k * n + i] * side[k];
      side[i] /= matrix[i * n + i];
    }
  }
  return sides;
}
