import { afterEach, beforeAll, describe, expect, type TestContext, test, vi } from 'vitest';
import { said } from '../../src-main/contract/said';
import { openDenoiser } from '../../src-main/network/denoiser';
import { disagreement, knownCall } from '../../src-main/network/providers/answer';
import { notUsed } from '../../src-main/network/providers/trial';
import { type EngineProcess, engineProcess } from '../../src-main/transport/engine-process';
import { requireBundles, testChild } from '../transport/bundle';
import { type DenoiserTable, denoiserTable } from './denoiser-table';
import { softwareAdapter } from './software-adapter';

const MODELS = 'test/fixtures/models';
const TINY = `${MODELS}/tiny.onnx`;
// Compiling for a software adapter takes 4 s of one core, and the machine may have other work.
const COMPILE_LIMIT_MS = 180_000;
const children: EngineProcess<DenoiserTable>[] = [];

/** A denoiser in a process that sees the software adapter. */
function denoiserChild(context: TestContext): EngineProcess<DenoiserTable> {
  const child = engineProcess(denoiserTable, testChild('denoiser', softwareAdapter(context)), {
    title: 'It',
  });
  children.push(child);
  return child;
}

beforeAll(requireBundles);
vi.setConfig({ testTimeout: COMPILE_LIMIT_MS });
afterEach(async () => {
  for (const child of children.splice(0)) await child.stop();
});

describe('WebGPU on a software adapter', () => {
  test('answers as the processor does, to 1e-5', async (context) => {
    const child = denoiserChild(context);
    const state = await child.request('open', { modelPath: TINY, provider: 'webgpu', untried: true });
    expect(state).toMatchObject({ provider: 'webgpu', reasons: [] });
    const { mean } = await child.request('run', knownCall(16));
    const processor = await openDenoiser({ modelPath: TINY, provider: 'cpu' });
    const expected = await processor.run(knownCall(16));
    await processor.dispose();
    const worst = Math.max(...mean.map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN))));
    expect(worst).toBeLessThan(1e-5);
  });

  test('is too slow for auto', async (context) => {
    const child = denoiserChild(context);
    const state = await child.request('open', { modelPath: `${MODELS}/flushed.onnx`, provider: 'auto' });
    expect(state).toMatchObject({ provider: 'cpu', reasons: [] });
  });

  test('is abandoned after a flat answer during a run: the processor repeats that call and continues', async (context) => {
    const child = denoiserChild(context);
    const state = await child.request('open', { modelPath: `${MODELS}/flushed.onnx`, provider: 'webgpu' });
    expect(state.provider).toBe('webgpu');
    const call = knownCall(16);
    const fine = await child.request('run', call);
    expect(fine.state).toMatchObject({ provider: 'webgpu', reasons: [], calls: 1 });

    const geometry = Float32Array.from(call.geometry);
    geometry[34] = 1;
    const { mean, state: after } = await child.request('run', { ...call, geometry });
    expect(disagreement(mean, call.pivot)).toBeUndefined();
    expect(after).toMatchObject({ provider: 'cpu', calls: 3 });
    expect(after.reasons).toEqual([said('givenUp', { provider: 'WebGPU', reason: said('flat') })]);
  });

  test('is not used if its answer to the known call is not finite', async (context) => {
    const child = denoiserChild(context);
    const state = await child.request('open', { modelPath: `${MODELS}/nan.onnx`, provider: 'webgpu' });
    expect(state).toMatchObject({
      provider: 'cpu',
      reasons: [notUsed('webgpu', said('notFinite'))],
    });
  });
});
