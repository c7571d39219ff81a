/** The network is equivariant to shifts by this many pixels only. */
export const NETWORK_STRIDE = 16;

/** How a restoration's operators tie regions to the photo's pixel grid. */
export interface RegionRules {
  /** Origins and sizes of regions are multiples of these: 16 for the network, times what blocks ask for. */
  readonly stepX: number;
  readonly stepY: number;
  /** The grid's phase: its lines are at step k - offset (JPEG files whose blocks start before the upright origin). */
  readonly offsetX: number;
  readonly offsetY: number;
  /** How a blur extends what is known of the photo (in pixels of the restored picture); left out without a blur. */
  readonly extension?: { readonly x: Extension; readonly y: Extension };
}

/** What becomes of `known` pixels along an axis: `length` of them in all, `offset` before the first known one. */
export type Extension = (known: number) => { readonly length: number; readonly offset: number };

/** What was read of the photo under a region: three planes, and 1 where it isn't damaged. */
export interface RegionInput {
  readonly planes: Float32Array;
  readonly measured: Uint8Array | undefined;
}

/** The smallest step that suits the network's stride and blocks of `block` pixels. */
export function commonStep(block: number): number {
  let step = NETWORK_STRIDE;
  while (step % block !== 0) step += NETWORK_STRIDE;
  return step;
}
