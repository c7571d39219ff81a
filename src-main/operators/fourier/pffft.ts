import type { PffftModule } from '@echogarden/pffft-wasm';
import type { Fft2Factory } from './fft2';
import { PffftPlan } from './pffft-plan';

/** Places in the WebAssembly memory (in bytes) that a plan works in. */
export interface Scratch {
  readonly rows: number;
  readonly spectrum: number;
  readonly column: number;
  readonly work: number;
}

/**
 * One instance of pffft's memory. Setups (twiddle factors) are kept for ever, one a length; the scratch is one
 * block shared by all plans, as large as the largest of them: a transform is synchronous and leaves nothing in
 * it, so plans need no disposal.
 */
export class PffftHeap {
  readonly module: PffftModule;
  readonly lanes: number;
  private readonly setups = new Map<string, number>();
  private block = 0;
  private blockBytes = 0;

  constructor(module: PffftModule) {
    this.module = module;
    this.lanes = module._pffft_simd_size();
  }

  setup(length: number, kind: 0 | 1): number {
    const key = `${length}/${kind}`;
    const known = this.setups.get(key);
    if (known !== undefined) return known;
    const setup = this.module._pffft_new_setup(length, kind);
    if (setup === 0) throw new RangeError(`no Fourier transform of ${length} samples`);
    this.setups.set(key, setup);
    return setup;
  }

  /** Lays out the four areas, growing the block where it is too small. Sizes in bytes. */
  scratch(rows: number, spectrum: number, column: number, work: number): Scratch {
    const sizes = [rows, spectrum, column, work].map((bytes) => Math.ceil(bytes / 64) * 64);
    const total = sizes.reduce((sum, bytes) => sum + bytes, 0);
    if (total > this.blockBytes) {
      if (this.block !== 0) this.module._pffft_aligned_free(this.block);
      this.blockBytes = 0;
      this.block = this.module._pffft_aligned_malloc(total);
      if (this.block === 0) throw new RangeError(`no room for a Fourier transform of ${total} bytes`);
      this.blockBytes = total;
    }
    const [a = 0, b = 0, c = 0] = sizes;
    const base = this.block;
    return { rows: base, spectrum: base + a, column: base + a + b, work: base + a + b + c };
  }
}

// A module with one v128 instruction: valid only where WebAssembly SIMD is supported.
const simdProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98,
  11,
]);

/**
 * Loads pffft (float32; J. Pommier's port of FFTPACK) compiled to WebAssembly, with SIMD where the machine has
 * it, and returns the factory of its two-dimensional transforms. Sizes are those of fast-length.ts. The package
 * is an ES module only: the dynamic import is what lets a CommonJS bundle reach it.
 */
export async function loadPffft(options: { readonly simd?: boolean } = {}): Promise<Fft2Factory> {
  const simd = options.simd ?? WebAssembly.validate(simdProbe);
  const { default: create } = simd
    ? await import('@echogarden/pffft-wasm/simd')
    : await import('@echogarden/pffft-wasm');
  const heap = new PffftHeap(await create());
  return (width, height) => new PffftPlan(heap, width, height);
}
