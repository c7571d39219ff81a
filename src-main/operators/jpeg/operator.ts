import { standardTables } from '../../contract/jpeg-tables';
import type { EvaluationTools, Operator } from '../model/operator';
import { jpegMisfit } from './misfit';
import { jpeg as jpegModel } from './model';

const SUBSAMPLING = '4:2:0';

export const jpeg = {
  kind: 'rounding',
  evaluation: [
    {
      name: 'jpeg-20',
      file: { quality: 20, subsampling: SUBSAMPLING },
      build: (tools) => saved(tools, 20),
    },
    {
      name: 'jpeg-50',
      file: { quality: 50, subsampling: SUBSAMPLING },
      build: (tools) => saved(tools, 50),
    },
  ],
} as const satisfies Operator;

function saved({ shape }: EvaluationTools, quality: number) {
  const tables = standardTables(quality, SUBSAMPLING);
  return { model: jpegModel({ shape, tables }), misfit: jpegMisfit(tables, shape.width) };
}
