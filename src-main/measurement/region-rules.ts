/** The network is equivariant only to shifts by multiples of this many pixels. */
export const NETWORK_STRIDE = 16;

/** How a restoration's operators tie regions to the photo's pixel grid. */
export interface RegionRules {
  /** Origins and sizes of regions are multiples of these: 16 for the network, enlarged to fit the blocks. */
  readonly stepX: number;
  readonly stepY: number;
  /** The grid's phase: its lines are at step * k - offset (blocks of JPEG files may start before the upright origin). */
  readonly offsetX: number;
  readonly offsetY: number;
  /** How a blur extends the known part of the photo (in pixels of the restored picture); absent without a blur. */
  readonly extension?: { readonly x: Extension; readonly y: Extension };
}

/** The extension of `known` pixels along an axis: the new total `length`, with `offset` pixels before the first known one. */
export type Extension = (known: number) => { readonly length: number; readonly offset: number };

/** The photo's part under a region: three planes, and 1 where it isn't damaged. */
export interface RegionInput {
  readonly planes: Float32Array;
  readonly measured: Uint8Array | undefined;
}

/** The smallest common multiple of the network's stride and blocks of `block` pixels. */
export function commonStep(block: number): number {
  let step = NETWORK_STRIDE;
  while (step % block !== 0) step += NETWORK_STRIDE;
  return step;
}
