import { expect, test } from 'vitest';
import { saidOnce } from '../../../src-renderer/results/said-once';

const slow = 'WebGPU was not used: it failed (no adapter).';
const untrained = 'The network was not trained on this.';
const result = (id: string, run: string, warnings: string[] = []) => ({ id, run, reasons: [slow], warnings });

test('why nothing faster ran is said once, however many results there are', () => {
  expect(saidOnce([result('c', '2'), result('b', '1'), result('a', '1')]).reasons).toEqual([slow]);
  expect(saidOnce([]).reasons).toEqual([]);
});

test('what is to be known of a run is said at its first row', () => {
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
