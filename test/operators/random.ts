/** Seeded uniforms and normals for tests (mulberry32 and Box-Muller). */
export interface Random {
  uniform(): number;
  normal(): number;
  normals(length: number): Float64Array;
}

export function seeded(seed: number): Random {
  let state = seed | 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (((t ^ (t >>> 14)) >>> 0) + 0.5) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal, normals: (length) => Float64Array.from({ length }, normal) };
}
