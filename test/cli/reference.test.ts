import { expect, test } from 'vitest';
import { commands } from '../../src-main/cli/run';
import { reference } from './reference';

test('the reference in docs has every option of every command, as the program declares it', async () => {
  const all = commands(new AbortController().signal);
  await expect(reference(all)).toMatchFileSnapshot('../../docs/command-line.md');
});
