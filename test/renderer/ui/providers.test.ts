import { expect, test } from 'vitest';
import { offeredProviders } from '../../../src-renderer/repairs/providers';

test.each([
  ['win32', ['auto', 'cpu', 'webgpu', 'dml', 'cuda']],
  ['darwin', ['auto', 'cpu', 'webgpu', 'coreml']],
  ['linux', ['auto', 'cpu', 'webgpu', 'cuda']],
])('%s is offered its own providers', (system, offered) => {
  expect(offeredProviders(system, 'auto')).toEqual(offered);
});

test('a provider that was chosen on another computer stays in the list', () => {
  expect(offeredProviders('linux', 'dml')).toContain('dml');
});
