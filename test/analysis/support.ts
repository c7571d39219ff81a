import { emptyPlane, type Plane } from '../../src-main/analysis/plane';

/** Uniform numbers in (0, 1) that are the same every time (mulberry32). */
export function uniforms(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
}

/** Standard normal numbers. */
export function normals(seed: number): () => number {
  const uniform = uniforms(seed);
  return () => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

/** A plane filled with a function's value at each pixel. */
export function plane(width: number, height: number, value: (x: number, y: number) => number): Plane {
  const made = emptyPlane(width, height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) made.data[y * width + x] = value(x, y);
  return made;
}

/**
 * The plane with white noise of a given std, as a file of 8 bits holds it: rounded to whole levels, clipped at black
 * and white.
 */
export function noisy({ width, height, data }: Plane, std: number, seed = 1): Plane {
  const normal = normals(seed);
  return plane(width, height, (x, y) =>
    Math.min(255, Math.max(0, Math.round(data[y * width + x] + std * normal()))),
  );
}

/** A drawing with what photos have: soft shades, edges at all angles, a textured part. */
export function drawing(width: number, height: number): Plane {
  const texture = uniforms(99);
  const grain = plane(width, height, () => texture());
  return plane(width, height, (x, y) => {
    let value = 90 + 60 * Math.sin(x / 47) * Math.cos(y / 61) + 20 * Math.sin((x + y) / 19);
    for (let k = 0; k < 9; k++) {
      const [cx, cy, r] = [((k * 97) % 31) * (width / 31), ((k * 53) % 29) * (height / 29), 14 + 9 * k];
      // Edges are as soft as a good lens leaves them: a logistic of std 0.5 pixels.
      value += (k % 2 === 0 ? 45 : -45) / (1 + Math.exp(3.6 * (Math.hypot(x - cx, y - cy) - r)));
    }
    if (x > 0.75 * width && y > 0.75 * height) value += 50 * (grain.data[y * width + x] - 0.5);
    return Math.min(240, Math.max(15, value));
  });
}
