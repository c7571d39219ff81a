import { describe, expect, test } from 'vitest';
import { inEnglish, said } from '../../../src-main/contract/said';
import { chooseProvider, describeProviders } from '../../../src-main/network/providers/choose';
import type { ProviderName } from '../../../src-main/network/providers/names';
import { explainProviderError, notUsed, type TrialVerdict } from '../../../src-main/network/providers/trial';

const linux = { system: 'linux', cuda: false };
const fast: TrialVerdict = { works: true, slowdown: 0.1 };

/** A machine on which each provider behaves as given, and a record of the trials. */
function machine(verdicts: Partial<Record<ProviderName, TrialVerdict>>) {
  const tried: ProviderName[] = [];
  const probe = async (provider: ProviderName): Promise<TrialVerdict> => {
    tried.push(provider);
    return verdicts[provider] ?? { works: false, reason: said('driverCrashed') };
  };
  return { probe, tried };
}

describe('choosing a provider', () => {
  test('cpu tries nothing', async () => {
    const { probe, tried } = machine({});
    expect(await chooseProvider('cpu', probe, linux)).toEqual({ provider: 'cpu', reasons: [] });
    expect(tried).toEqual([]);
  });

  test.each([
    [{ system: 'linux', cuda: false }, ['webgpu']],
    [{ system: 'linux', cuda: true }, ['cuda', 'webgpu']],
    [{ system: 'win32', cuda: false }, ['dml', 'webgpu']],
    [{ system: 'win32', cuda: true }, ['cuda', 'dml', 'webgpu']],
    [{ system: 'darwin', cuda: false }, ['coreml', 'webgpu']],
  ])('auto on %o tries %o, and ends with the processor without a word', async (platform, order) => {
    const { probe, tried } = machine({});
    const choice = await chooseProvider('auto', probe, platform);
    expect(tried).toEqual(order);
    // The warning would repeat at every run; `doctor` reports it instead.
    expect(choice).toEqual({ provider: 'cpu', reasons: [] });
  });

  test('auto takes the first that works, without the reasons against earlier ones', async () => {
    const { probe, tried } = machine({
      dml: { works: false, reason: said('flat') },
      webgpu: fast,
    });
    expect(await chooseProvider('auto', probe, { system: 'win32', cuda: false })).toEqual({
      provider: 'webgpu',
      reasons: [],
    });
    expect(tried).toEqual(['dml', 'webgpu']);
  });

  test('one slower than the processor is used if requested by name, not by auto', async () => {
    const { probe } = machine({ webgpu: { works: true, slowdown: 250.4 } });
    expect((await chooseProvider('webgpu', probe, linux)).provider).toBe('webgpu');
    expect(await chooseProvider('auto', probe, linux)).toEqual({
      provider: 'cpu',
      reasons: [],
    });
  });

  test('one requested by name that fails is replaced by the processor, not by another card', async () => {
    const { probe, tried } = machine({ webgpu: fast });
    expect(await chooseProvider('cuda', probe, { system: 'linux', cuda: true })).toEqual({
      provider: 'cpu',
      reasons: [notUsed('cuda', said('driverCrashed'))],
    });
    expect(tried).toEqual(['cuda']);
  });

  test('one for other systems is not tried', async () => {
    const { probe, tried } = machine({});
    const words = async (choice: ProviderName, system: string) =>
      (await chooseProvider(choice, probe, { system, cuda: false })).reasons.map(inEnglish).join();
    expect(await words('cuda', 'linux')).toBe(
      "CUDA was not used: the runtime's CUDA library is not installed.",
    );
    expect(await words('cuda', 'darwin')).toBe('CUDA was not used: there is none for macOS.');
    expect(await words('coreml', 'win32')).toBe('CoreML was not used: it is a part of macOS.');
    expect(tried).toEqual([]);
  });
});

test('the description has a line for every provider, in words', async () => {
  const { probe } = machine({ webgpu: { works: true, slowdown: 0.05 } });
  const reports = await describeProviders(probe, linux);
  expect(reports.map(({ provider, works, words }) => `${provider} ${works} ${inEnglish(words)}`)).toEqual([
    'cpu true works',
    "cuda false the runtime's CUDA library is not installed",
    'dml false it is a part of Windows',
    'coreml false it is a part of macOS',
    'webgpu true works, 20.0 times as fast as the processor',
  ]);
});

test("the runtime's errors become words, and one that is not known keeps its first line", () => {
  const explain = (text: string) => inEnglish(explainProviderError(new Error(text)));
  expect(explain('Failed to get a WebGPU adapter: No supported adapters')).toContain(
    'no graphics card was found',
  );
  expect(explain('AppendExecutionProvider_Cuda: Failed to load shared library')).toContain('not installed');
  expect(explain('no available backend found. ERR: [dml] backend not found.')).toContain('does not have it');
  expect(explain('Kernel 7 is odd\nstack')).toBe('it failed (Kernel 7 is odd)');
});
