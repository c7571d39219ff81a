import { expect, test } from 'vitest';
import { scene } from './support';

const { run } = scene(async () => {});

test.each([
  [['--host', '0.0.0.0'], '--host goes with --api; the window is shown on this machine alone.'],
  [['--api', '--api-key', 'short'], '--api-key must have at least 16 characters'],
  [['--api', '--waiting', '-1'], '--waiting must be a whole number from 0 to 1000.'],
  [['--api', '--model', 'none.onnx'], 'none.json'],
  [['--api', '--host', '203.0.113.7'], "of 203.0.113.7 can't be used"],
])('serve %s is refused in a sentence', async (words, sentence) => {
  const { status, stderr } = await run(['serve', ...words]);
  expect(stderr).toContain(sentence);
  expect(status).toBeGreaterThan(0);
});
