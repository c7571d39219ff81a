import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ADVICE_PAGE, adviceFor } from '../../src-main/cli/provider-advice';
import { scene } from './support';

const { run } = scene(async () => {});

test.each([
  ['linux', ['cuda', 'webgpu']],
  ['win32', ['cuda', 'dml', 'webgpu']],
  ['darwin', ['coreml', 'webgpu']],
] as const)(
  'on %s doctor has advice for %o, and none for what that system can’t have',
  (system, expected) => {
    const advised = (['cpu', 'cuda', 'dml', 'coreml', 'webgpu'] as const).filter((provider) =>
      adviceFor(provider, system),
    );
    expect(advised).toEqual(expected);
  },
);

test('the script and the page that the advice names are there', () => {
  const script = /node (node_modules\S+)/.exec(adviceFor('cuda', 'linux') ?? '')?.[1] ?? '';
  expect([script, existsSync(script)]).toEqual([expect.stringMatching(/\.js$/), true]);
  const page = readFileSync(ADVICE_PAGE, 'utf8');
  expect(page).toContain(`ONNXRUNTIME_NODE_INSTALL=cuda12 node ${script}`);
});

test('doctor says what a provider needs that can’t run here', async () => {
  const { stdout } = await run(['doctor']);
  const lines = stdout.split('\n');
  const cuda = lines.findIndex((line) => line.startsWith('CUDA: '));
  if (process.platform === 'linux' && !lines[cuda]?.includes('works'))
    expect(lines[cuda + 1]).toBe(`  It ${adviceFor('cuda', 'linux')}.`);
  expect(stdout).toContain(ADVICE_PAGE);
});
