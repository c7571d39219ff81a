import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { z } from 'zod';

const card = z.object({ data: z.object({ photos: z.number() }) });

test('every photo that the networks were trained with has its place, a free licence and a credit', async () => {
  const [head, ...rows] = (await readFile('models/photos.csv', 'utf8')).trim().split('\n');
  expect(head).toBe('file,source,licence,credit');
  const { data } = card.parse(JSON.parse(await readFile('models/eps-universal.json', 'utf8')));
  expect(rows.length).toBeGreaterThanOrEqual(data.photos);
  const cell = '(?:"(?:[^"]|"")+"|[^",]+)';
  const free = '(?:CC BY(?:-SA)?|CC0|public domain)\\b(?!-)';
  const row = new RegExp(`^${cell},${cell},(?:"${free}[^"]*"|${free}[^",]*),${cell}$`);
  expect(rows.filter((line) => !row.test(line))).toEqual([]);
});
