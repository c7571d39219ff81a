import { z } from 'zod';
import type { ForwardModel, Shape } from '../../src-main/operators/model/forward-model';

const numbers = z.array(z.number());

/** One case of a golden file, written by models/training/golden.py; its keys are explained in models/training/README.md. */
export const goldenCase = z.object({
  operator: z.string(),
  params: z.looseObject({ mask: numbers.optional() }),
  sigma: z.number(),
  sigmaY: z.number(),
  width: z.number(),
  height: z.number(),
  x: numbers,
  yShape: z.object({ width: z.number(), height: z.number(), channels: z.number() }),
  y: numbers,
  pivot: numbers,
  stdLuma: z.union([z.number(), numbers]),
  stdChroma: z.union([z.number(), numbers]),
  geometry: numbers,
  anchor: numbers,
});

/** What a case says about its operator. */
interface Given {
  readonly shape: Shape;
  readonly sigmaY: number;
  readonly measured: Uint8Array | undefined;
  readonly params: Readonly<Record<string, unknown>>;
}

/** The operators that an operator's folder reads golden files of, by their names in the files. */
export type GoldenModels = Readonly<Record<string, (given: Given) => ForwardModel>>;

export function givenBy({ width, height, sigmaY, params }: z.infer<typeof goldenCase>): Given {
  const measured = params.mask && Uint8Array.from(params.mask);
  return { shape: { width, height, channels: 3 }, sigmaY, measured, params };
}
