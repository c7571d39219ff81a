import { z } from 'zod';
import { makeTables, standardTables } from '../../../src-main/contract/jpeg-tables';
import { jpeg } from '../../../src-main/operators/jpeg/model';
import { type Case, caseOf, colour } from '../case';
import type { GoldenModels } from '../golden-case';
import { jpegPrecision } from './precision';

function caseAt(subsampling: '4:4:4' | '4:2:0' | '4:2:2' | '4:4:0', quality: number): Case {
  const tables = standardTables(quality, subsampling);
  return caseOf(`jpeg ${subsampling}`, jpeg({ shape: colour(8, 8), tables }), jpegPrecision(tables));
}

export const cases = (): Case[] => [
  caseAt('4:4:4', 30),
  caseAt('4:2:0', 50),
  caseAt('4:2:2', 80),
  caseAt('4:4:0', 10),
];

const numbers = z.array(z.number());
const factor = z.union([z.literal(1), z.literal(2)]);
const parameters = z.object({
  tables: z.object({
    quantisation: z.tuple([numbers, numbers, numbers]),
    horizontal: factor,
    vertical: factor,
  }),
});

export const golden: GoldenModels = {
  jpeg: ({ shape, params }) => {
    const { quantisation, horizontal, vertical } = parameters.parse(params).tables;
    return jpeg({ shape, tables: makeTables(quantisation, horizontal, vertical, false) });
  },
};
