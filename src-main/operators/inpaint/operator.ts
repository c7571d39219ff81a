import type { EvaluationTools, Operator } from '../model/operator';
import { mask } from './model';

export const inpaint = {
  kind: 'mask',
  evaluation: [
    { name: 'inpaint-strokes', build: (tools) => masked(tools, tools.strokes(), 0.01) },
    { name: 'inpaint-random', build: (tools) => masked(tools, tools.random(0.7), 0.05) },
  ],
} as const satisfies Operator;

function masked({ shape }: EvaluationTools, measured: Uint8Array, sigmaY: number) {
  return { model: mask({ shape, measured, sigmaY }), measured };
}
