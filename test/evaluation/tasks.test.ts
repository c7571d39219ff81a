import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { TASK_NAMES, taskNamed } from '../../src-main/evaluation/tasks';

const cardSchema = z.object({
  scores: z.object({
    rows: z.array(
      z.object({
        operator: z.string(),
        eta: z.number(),
        temperature: z.number(),
        one: z.number(),
        eight: z.number(),
        calibration: z.number(),
        crps: z.number(),
      }),
    ),
  }),
});

async function cardRows() {
  const { scores } = cardSchema.parse(JSON.parse(await readFile('models/eps-universal.json', 'utf8')));
  return scores.rows;
}

test("the shipped network's scores are of the samples that the program draws at detail 1", async () => {
  const drawn = (await cardRows()).map(({ operator, eta, temperature }) => [operator, { eta, temperature }]);
  const names = TASK_NAMES.map((operator) => [operator, taskNamed(operator).sampling]);
  // The two languages list the operators in orders of their own.
  expect(Object.fromEntries(drawn)).toEqual(Object.fromEntries(names));
});

test.each(['docs/figures.md', 'models/training/README.md'])(
  '%s has the figures of the card',
  async (path) => {
    const lines = (await readFile(path, 'utf8'))
      .split('\n')
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const head = lines.findIndex((cells) => cells.includes('operator') && cells.includes('temperature'));
    expect(lines[head + 1]).toHaveLength(lines[head].length);
    const rows = await cardRows();
    const shown = lines.slice(head + 2, head + 2 + rows.length).map((cells) => {
      const figure = (name: string) => cells[lines[head].indexOf(name)];
      return ['operator', 'eta', 'temperature', '1 call', '8 calls', 'V/B', 'CRPS'].map(figure);
    });
    const kept = rows.map(({ operator, eta, ...figures }) => {
      const { temperature, one, eight, calibration, crps } = figures;
      return [
        operator,
        `${eta}`,
        ...[temperature, one, eight, calibration, crps].map((value) => value.toFixed(2)),
      ];
    });
    expect(shown.sort()).toEqual(kept.sort());
  },
);
