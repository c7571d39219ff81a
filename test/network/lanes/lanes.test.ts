import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createLanes, type Lanes } from '../../../src-main/network/lanes/lanes';
import { cardPath, loadModel } from '../../../src-main/network/model-card';
import { knownCall } from '../../../src-main/network/providers/answer';
import { openSession } from '../../../src-main/network/session';
import { requireBundles } from '../../transport/bundle';

const TINY = 'test/fixtures/models/tiny.onnx';
const opened: Lanes[] = [];
let folder = '';

beforeAll(async () => {
  requireBundles();
  folder = await mkdtemp(join(tmpdir(), 'daguerre-lanes-'));
});
afterEach(async () => {
  for (const lanes of opened.splice(0)) await lanes.dispose();
});
afterAll(() => rm(folder, { recursive: true }));

function open(modelPath: string, threads = 2): Lanes {
  const lanes = createLanes(modelPath, threads);
  opened.push(lanes);
  return lanes;
}

test.each([TINY, 'models/eps-universal.onnx'])(
  'calls of %s side by side have the bytes of a session on all threads',
  async (modelPath) => {
    const session = await openSession(await loadModel(modelPath), { provider: 'cpu', threads: 2 });
    const lanes = open(modelPath);
    const sizes = [64, 48, 64, 32, 64];
    const answers = await Promise.all(sizes.map((size) => lanes.run(knownCall(size))));
    for (const [i, size] of sizes.entries()) expect(answers[i]).toEqual(await session.run(knownCall(size)));
    expect(lanes.calls).toBe(sizes.length);
    await session.dispose();
  },
);

test('there are two for two threads or more, and one for one thread', () => {
  expect([1, 2, 3, 16].map((threads) => open(TINY, threads).count)).toEqual([1, 2, 2, 2]);
});

test('a call is read when it is made, and its answer is its own', async () => {
  const lanes = open(TINY, 1);
  const call = knownCall(32);
  const expected = await lanes.run(knownCall(32));
  const first = lanes.run(call);
  call.pivot.fill(0);
  const second = lanes.run(call);
  expect(await first).toEqual(expected);
  expect(await second).not.toEqual(expected);
  expect(await first).toEqual(expected);
});

test('the error about wrong lengths has both numbers', async () => {
  const call = { ...knownCall(32), std: new Float32Array(1000) };
  await expect(open(TINY).run(call)).rejects.toThrow('std has 1000 numbers where 2048 were expected');
});

test('a missing network is named in the error, and found once it exists', async () => {
  const modelPath = join(folder, 'late.onnx');
  const lanes = open(modelPath);
  await expect(lanes.run(knownCall(16))).rejects.toMatchObject({
    name: 'PlainError',
    message: expect.stringContaining(modelPath),
  });
  await copyFile(TINY, modelPath);
  await copyFile(cardPath(TINY), cardPath(modelPath));
  expect(await lanes.run(knownCall(16))).toHaveLength(3 * 256);
});

test('the seconds count the time in which any call ran, not each call', async () => {
  const lanes = open('models/eps-universal.onnx');
  const started = performance.now();
  await Promise.all([1, 2, 3, 4].map(() => lanes.run(knownCall(64))));
  const passed = (performance.now() - started) / 1000;
  expect(lanes.seconds).toBeGreaterThan(0);
  expect(lanes.seconds).toBeLessThanOrEqual(passed);
});

test('when they are closed, they finish running calls and reject waiting ones', async () => {
  const lanes = createLanes(TINY, 1);
  const [running, waiting] = [lanes.run(knownCall(32)), lanes.run(knownCall(32))];
  const [first, second] = await Promise.all([
    running,
    waiting.catch((error: unknown) => String(error)),
    lanes.dispose(),
  ]);
  expect(first).toHaveLength(3 * 1024);
  expect(second).toMatch('closed');
});
