import type create from '@echogarden/pffft-wasm';
import { instantiateWithMemory, type WasmMemory } from '../kernels/instantiate';
import type { Fft2Factory } from './fft2';
import { PffftHeap } from './pffft-heap';
import { PffftPlan } from './pffft-plan';

/** The factory of two-dimensional transforms by pffft, from the package's own function and its WebAssembly module. */
export async function pffftTransforms(make: typeof create, binary: Uint8Array): Promise<Fft2Factory> {
  let memory: WasmMemory | undefined;
  const pffft = await make({
    // The package's own instantiation doesn't expose its memory.
    instantiateWasm: (imports, receive) => {
      const instantiated = instantiateWithMemory(binary, imports);
      memory = instantiated.memory;
      receive(instantiated.instance);
      return instantiated.instance.exports;
    },
  });
  const heap = new PffftHeap(pffft, memory);
  return (width, height) => new PffftPlan(heap, width, height);
}
