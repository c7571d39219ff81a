import { emptyPlane, type Plane } from './plane';

/** The mean over a square of side 2 radius + 1 around each pixel; pixels beyond the border don't count. */
export function boxMean({ width, height, data }: Plane, radius: number): Plane {
  const result = emptyPlane(width, height);
  const column = new Float64Array(width);
  const addRow = (y: number, sign: number) => {
    if (y < 0 || y >= height) return;
    for (let x = 0; x < width; x++) column[x] += sign * data[y * width + x];
  };
  for (let y = 0; y < Math.min(radius, height); y++) addRow(y, 1);
  for (let y = 0; y < height; y++) {
    addRow(y + radius, 1);
    addRow(y - radius - 1, -1);
    const rows = Math.min(height - 1, y + radius) - Math.max(0, y - radius) + 1;
    let sum = 0;
    for (let x = 0; x < Math.min(radius, width); x++) sum += column[x];
    for (let x = 0; x < width; x++) {
      if (x + radius < width) sum += column[x + radius];
      if (x - radius - 1 >= 0) sum -= column[x - radius - 1];
      const columns = Math.min(width - 1, x + radius) - Math.max(0, x - radius) + 1;
      result.data[y * width + x] = sum / (rows * columns);
    }
  }
  return result;
}
