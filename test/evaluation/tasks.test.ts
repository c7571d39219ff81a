import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { TASK_NAMES, taskNamed } from '../../src-main/evaluation/tasks';

const cardSchema = z.object({
  scores: z.object({
    rows: z.array(z.object({ operator: z.string(), eta: z.number(), temperature: z.number() })),
  }),
});

test("the shipped network's scores are of the samples that the program draws at detail 1", async () => {
  const { scores } = cardSchema.parse(JSON.parse(await readFile('models/eps-universal.json', 'utf8')));
  const drawn = scores.rows.map(({ operator, eta, temperature }) => [operator, { eta, temperature }]);
  const names = TASK_NAMES.map((operator) => [operator, taskNamed(operator).sampling]);
  // The two languages list the operators in orders of their own.
  expect(Object.fromEntries(drawn)).toEqual(Object.fromEntries(names));
});
