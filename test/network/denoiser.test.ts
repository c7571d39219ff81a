import { readFile } from 'node:fs/promises';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { PlainError } from '../../src-main/contract/errors';
import { inEnglish } from '../../src-main/contract/said';
import { type Denoiser, type DenoiserOptions, openDenoiser } from '../../src-main/network/denoiser';
import { disagreement, knownCall } from '../../src-main/network/providers/answer';
import type { ProviderChoice } from '../../src-main/network/providers/names';
import { requireBundles } from '../transport/bundle';

const MODELS = 'test/fixtures/models';
const TINY = `${MODELS}/tiny.onnx`;
const opened: Denoiser[] = [];

async function open(options: Partial<DenoiserOptions> = {}): Promise<Denoiser> {
  const denoiser = await openDenoiser({ modelPath: TINY, provider: 'cpu', ...options });
  opened.push(denoiser);
  return denoiser;
}

beforeAll(requireBundles);
afterEach(async () => {
  for (const denoiser of opened.splice(0)) await denoiser.dispose();
});

describe('on the processor', () => {
  test("the answer is PyTorch's within 1e-4", async () => {
    const denoiser = await open();
    const bytes = await readFile(`${MODELS}/tiny-answer.f32`);
    const expected = new Float32Array(Uint8Array.from(bytes).buffer);
    const mean = await denoiser.run(knownCall(16));
    expect(mean).toHaveLength(expected.length);
    const worst = Math.max(...mean.map((value, i) => Math.abs(value - (expected[i] ?? Number.NaN))));
    expect(worst).toBeLessThan(1e-4);
  });

  test.each([TINY, 'models/eps-universal.onnx'])(
    '%s gives the same bytes on 1, 2 and 3 threads',
    async (modelPath) => {
      const call = knownCall(64);
      const one = await (await open({ modelPath, threads: 1 })).run(call);
      for (const threads of [2, 3]) {
        expect(await (await open({ modelPath, threads })).run(call)).toEqual(one);
      }
    },
  );

  test('each time the same bytes on 1 and on 2 threads, at the size of a tile', async () => {
    const modelPath = 'models/eps-universal.onnx';
    // Random values, since a smooth picture hides the order of summation.
    const noise = (length: number) => Float32Array.from({ length }, (_, i) => Math.sin(i * i * 0.618) * 1.2);
    const area = 256 * 256;
    const call = {
      ...knownCall(256),
      pivot: noise(3 * area),
      anchor: noise(3 * area),
      std: noise(2 * area).map((value) => 0.01 + Math.abs(value)),
      geometry: noise(35),
    };
    const one = await (await open({ modelPath, threads: 1 })).run(call);
    const two = await open({ modelPath, threads: 2 });
    // By their bytes: the difference of long arrays takes minutes to print.
    const isOne = ({ buffer }: Float32Array) => Buffer.from(buffer).equals(Buffer.from(one.buffer));
    for (let i = 0; i < 6; i++) expect(isOne(await two.run(call))).toBe(true);
    expect(isOne(await two.beside.run(call))).toBe(true);
  });

  test('a batch of two gives the same as each alone', async () => {
    const denoiser = await open();
    const call = knownCall(32);
    const twice = (data: Float32Array) => Float32Array.from([...data, ...data.map((value) => value / 2)]);
    const halved = (data: Float32Array) => data.map((value) => value / 2);
    const both = await denoiser.run({
      ...call,
      batch: 2,
      pivot: twice(call.pivot),
      anchor: twice(call.anchor),
      std: twice(call.std),
      geometry: twice(call.geometry),
    });
    const second = await denoiser.run({
      ...call,
      pivot: halved(call.pivot),
      anchor: halved(call.anchor),
      std: halved(call.std),
      geometry: halved(call.geometry),
    });
    const first = await denoiser.run(call);
    expect(disagreement(both.subarray(0, first.length), first)).toBeUndefined();
    expect(disagreement(both.subarray(first.length), second)).toBeUndefined();
    expect(disagreement(first, second)).toBeDefined();
  });

  test("calls and the network's own seconds add up, and an answer belongs to the caller", async () => {
    const denoiser = await open();
    expect([denoiser.calls, denoiser.runSeconds]).toEqual([0, 0]);
    const first = await denoiser.run(knownCall(32));
    const kept = Float32Array.from(first);
    const seconds = denoiser.runSeconds;
    await denoiser.run({ ...knownCall(32), pivot: new Float32Array(3 * 32 * 32) });
    expect(denoiser.calls).toBe(2);
    expect(denoiser.runSeconds).toBeGreaterThan(seconds);
    expect(first).toEqual(kept);
  });

  test('the error about wrong lengths and sizes has both numbers', async () => {
    const denoiser = await open();
    const call = knownCall(32);
    await expect(denoiser.run({ ...call, std: new Float32Array(1000) })).rejects.toThrow(
      'std has 1000 numbers where 2048 were expected',
    );
    await expect(denoiser.run({ ...call, geometry: new Float32Array(34) })).rejects.toThrow(/34 .* 35/);
    await expect(denoiser.run({ ...call, width: 24 })).rejects.toThrow('multiples of 16, not 24x32');
  });

  test('an answer that is not finite is a failure, never a picture', async () => {
    const denoiser = await open({ modelPath: `${MODELS}/nan.onnx` });
    const error: unknown = await denoiser.run(knownCall(16)).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(PlainError);
    expect(String(error)).toContain('nan.onnx gave an answer that is not a picture');
    await expect(denoiser.beside.run(knownCall(16))).rejects.toThrow('nan.onnx gave an answer that is not');
  });

  test('calls side by side count like the others', async () => {
    const denoiser = await open({ threads: 2 });
    const alone = await denoiser.run(knownCall(32));
    const beside = await Promise.all([1, 2].map(() => denoiser.beside.run(knownCall(32))));
    for (const answer of beside) expect(answer).toEqual(alone);
    expect(denoiser.calls).toBe(3);
    expect(denoiser.beside.count).toBe(2);
  });

  test('a flat picture may have a flat answer', async () => {
    const denoiser = await open({ modelPath: `${MODELS}/flushed.onnx` });
    const area = 256;
    const call = { ...knownCall(16), pivot: new Float32Array(3 * area).fill(0.25) };
    expect(await denoiser.run(call)).toEqual(new Float32Array(3 * area).fill(0.25));
  });
});

describe('another provider', () => {
  test('that does not exist on this system is replaced by the processor, with the reason in words', async () => {
    const foreign: ProviderChoice = process.platform === 'win32' ? 'coreml' : 'dml';
    const denoiser = await open({ provider: foreign });
    expect(denoiser.provider).toBe('cpu');
    expect(denoiser.reasons).toHaveLength(1);
    expect(denoiser.reasons.map(inEnglish)[0]).toMatch(
      /^(DirectML|CoreML) was not used: it is a part of (Windows|macOS)\.$/,
    );
  });

  test("auto gives the processor's answer, and does not mention skipped providers", async () => {
    const denoiser = await open({ provider: 'auto' });
    expect(denoiser.reasons).toEqual([]);
    const expected = await (await open()).run(knownCall(32));
    expect(disagreement(await denoiser.run(knownCall(32)), expected)).toBeUndefined();
  });
});
