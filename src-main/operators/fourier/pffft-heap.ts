import type { PffftModule } from '@echogarden/pffft-wasm';
import type { WasmMemory } from '../kernels/instantiate';
import { type Transposes, transposesOf } from './transpose';

/** Addresses (in bytes) of the scratch areas of a plan in the WebAssembly memory. */
export interface Scratch {
  readonly rows: number;
  readonly spectrum: number;
  readonly column: number;
  readonly work: number;
}

/**
 * One instance of pffft's memory. Setups (twiddle factors) are never freed, one per length. All plans share one scratch
 * block, as large as the largest plan needs. A transform is synchronous and keeps nothing in it, so plans needn't be
 * disposed of.
 */
export class PffftHeap {
  readonly module: PffftModule;
  readonly simdSize: number;
  readonly transposes: Transposes;
  private readonly setups = new Map<string, number>();
  private block = 0;
  private blockBytes = 0;

  constructor(module: PffftModule, memory: WasmMemory | undefined) {
    this.module = module;
    this.transposes = transposesOf(memory);
    this.simdSize = module._pffft_simd_size();
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

  /** Places the four areas, and enlarges the block if it is too small. Sizes in bytes. */
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
