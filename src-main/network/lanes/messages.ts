import { z } from '../../contract/schema';
import { crossedError } from '../../transport/messages';

/** What a lane's thread is started with. */
export const laneData = z.object({ modelPath: z.string(), threads: z.int().positive() });
export type LaneData = z.infer<typeof laneData>;

const numbers = z.custom<Float32Array>((value) => value instanceof Float32Array);
const arrays = z.object({ pivot: numbers, anchor: numbers, std: numbers, geometry: numbers });
export type LaneArrays = z.infer<typeof arrays>;

/** One call of the network; the arrays are moved to the lane, which moves them back with its answer. */
export const laneCall = z.object({
  width: z.int().positive(),
  height: z.int().positive(),
  arrays,
});
/** Has the lane end its session and its thread. */
export const CLOSE = 'close';
export const toLane = z.union([laneCall, z.literal(CLOSE)]);

/** A lane's answer to a call. */
export const laneAnswer = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), mean: numbers, arrays }),
  z.object({ ok: z.literal(false), error: crossedError }),
]);
export type LaneAnswer = z.infer<typeof laneAnswer>;

/** The memory of arrays that are to be moved, not copied, with a message. */
export function memoryOf(arrays: readonly Float32Array[]): ArrayBuffer[] {
  return arrays.map(({ buffer }) => buffer).filter((buffer) => buffer instanceof ArrayBuffer);
}
