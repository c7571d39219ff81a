import type { Operator } from '../model/operator';
import { identity } from './model';

export const denoise = {
  kind: 'noise',
  evaluation: [
    { name: 'denoise-25', build: ({ shape }) => ({ model: identity({ shape, noise: 25 / 127.5 }) }) },
    { name: 'denoise-50', build: ({ shape }) => ({ model: identity({ shape, noise: 50 / 127.5 }) }) },
  ],
} as const satisfies Operator;
