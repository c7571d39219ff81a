import { expect, test } from 'vitest';
import { offeredProviders } from '../../../src-renderer/repairs/providers';

test.each([
  ['win32', ['auto', 'cpu', 'webgpu', 'dml', 'cuda']],
  ['darwin', ['auto', 'cpu', 'webgpu', 'coreml']],
  ['linux', ['auto', 'cpu', 'webgpu', 'cuda']],
])('%s is offered what it can have', (system, offered) => {
  expect(offeredProviders(system, 'auto')).toEqual(offered);
});

test('what was chosen on another computer stays in the list', () => {
  expect(offeredProviders('linux', 'dml')).toContain('dml');
});
