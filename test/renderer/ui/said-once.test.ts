import { expect, test } from 'vitest';
import { type Said, said } from '../../../src-main/contract/said';
import { saidOnce } from '../../../src-renderer/results/said-once';

const slow = () =>
  said('notUsed', { provider: 'WebGPU', reason: said('failedWith', { error: 'no adapter' }) });
const untrained = said('untrained', { version: '1.0', what: said('operators', { operators: ['jpeg'] }) });
const result = (id: string, run: string, warnings: Said[] = []) => ({ id, run, reasons: [slow()], warnings });

test('why a named provider was not used is shown once, however many results there are', () => {
  expect(saidOnce([result('c', '2'), result('b', '1'), result('a', '1')]).reasons).toEqual([slow()]);
  expect(saidOnce([]).reasons).toEqual([]);
});

test('warnings of a run are shown at its first row', () => {
  const { warnings } = saidOnce([
    result('d', '2', [untrained]),
    result('c', '2', [untrained]),
    result('b', '1'),
    result('a', '0', [untrained]),
  ]);
  expect(['d', 'c', 'b', 'a'].map((id) => warnings.get(id) ?? [])).toEqual([
    [untrained],
    [],
    [],
    [untrained],
  ]);
});
