import { z } from '../../contract/schema';
import { crossedError } from '../../transport/messages';

/** The workerData of a lane's thread. */
export const laneData = z.object({ modelPath: z.string(), threads: z.int().positive() });
export type LaneData = z.infer<typeof laneData>;

const numbers = z.custom<Float32Array>((value) => value instanceof Float32Array);
const arrays = z.object({ pivot: numbers, anchor: numbers, std: numbers, geometry: numbers });
export type LaneArrays = z.infer<typeof arrays>;

/** One network call. The arrays are transferred to the lane, which transfers them back with its answer. */
export const laneCall = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  arrays,
});
/** Tells the lane to close its session and end its thread. */
export const CLOSE = 'close';
export const toLane = z.union([laneCall, z.literal(CLOSE)]);

/** A lane's answer to a call. */
export const laneAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), mean: numbers, arrays }),
  z.object({ ok: z.literal(false), error: crossedError }),
]);
export type LaneAnswer = z.infer<typeof laneAnswer>;

/** The buffers of arrays to transfer, instead of copy, with a message. */
export function memoryOf(arrays: readonly Float32Array[]): ArrayBuffer[] {
  return arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}
