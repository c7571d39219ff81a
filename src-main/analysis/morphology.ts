import { emptyPlane, type Plane } from './plane';

/** The largest value in a square of side 2 radius + 1 around each pixel. */
export function dilate(plane: Plane, radius: number): Plane {
  return overSquare(plane, radius, true);
}

/** The smallest value in a square of side 2 radius + 1 around each pixel. */
export function erode(plane: Plane, radius: number): Plane {
  return overSquare(plane, radius, false);
}

/** The plane without bright parts that are thinner than the square. */
export function opening(plane: Plane, radius: number): Plane {
  return dilate(erode(plane, radius), radius);
}

/** The plane without dark parts that are thinner than the square. */
export function closing(plane: Plane, radius: number): Plane {
  return erode(dilate(plane, radius), radius);
}

function overSquare(plane: Plane, radius: number, largest: boolean): Plane {
  return transpose(overRows(transpose(overRows(plane, radius, largest)), radius, largest));
}

/**
 * Running extremes along rows with three comparisons per pixel for any radius (M. van Herk, 1992). Pixels beyond the
 * border don't count.
 */
function overRows({ width, height, data }: Plane, radius: number, largest: boolean): Plane {
  const result = emptyPlane(width, height);
  const window = 2 * radius + 1;
  const padded = Math.ceil((width + 2 * radius) / window) * window;
  const neutral = largest ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const line = new Float32Array(padded).fill(neutral);
  const ahead = new Float32Array(padded);
  const behind = new Float32Array(padded);
  for (let y = 0; y < height; y++) {
    line.set(data.subarray(y * width, (y + 1) * width), radius);
    for (let start = 0; start < padded; start += window) {
      const end = start + window - 1;
      ahead[start] = line[start];
      behind[end] = line[end];
      for (let i = 1; i < window; i++) {
        // No destructuring: it makes arrays, and this is the inner loop.
        const forth = line[start + i];
        const back = line[end - i];
        const left = ahead[start + i - 1];
        const right = behind[end - i + 1];
        ahead[start + i] = forth > left === largest ? forth : left;
        behind[end - i] = back > right === largest ? back : right;
      }
    }
    for (let x = 0; x < width; x++) {
      const left = behind[x];
      const right = ahead[x + window - 1];
      result.data[y * width + x] = left > right === largest ? left : right;
    }
  }
  return result;
}

function transpose({ width, height, data }: Plane): Plane {
  const result = emptyPlane(height, width);
  const BLOCK = 32;
  for (let top = 0; top < height; top += BLOCK) {
    const bottom = Math.min(height, top + BLOCK);
    for (let x = 0; x < width; x++) {
      for (let y = top; y < bottom; y++) result.data[x * height + y] = data[y * width + x];
    }
  }
  return result;
}
