/// <reference types="vite/types/importMeta.d.ts" />
import { type Case, caseOf, colour } from './case';
import type { GoldenModels } from './golden-case';
import { unmeasured } from './unmeasured';

/** What the folder of an operator brings to the tests of all. */
interface OperatorCases {
  /** The operator on tiny pictures, where it has a pixelwise or blockwise closed form. */
  readonly cases: () => Case[];
  readonly golden: GoldenModels;
}

const FOLDERS = Object.values(import.meta.glob<OperatorCases>('./*/cases.ts', { eager: true }));

/** Every operator with a pixelwise or blockwise closed form. */
export function cases(): Case[] {
  return [
    ...FOLDERS.flatMap((folder) => folder.cases()),
    caseOf('unmeasured', unmeasured({ shape: colour(4, 3) })),
  ];
}

/** The models of golden files by the operators' names in them. */
export const GOLDEN_MODELS: GoldenModels = Object.fromEntries([
  ['nothing', unmeasured],
  ...FOLDERS.flatMap(({ golden }) => Object.entries(golden)),
]);
