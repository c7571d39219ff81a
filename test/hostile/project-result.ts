import type { projectText } from '../../src-main/studio/project-file';

type Entry = Parameters<typeof projectText>[0]['results'][number];

/** A result's record as a project has it. */
export function resultOf(entry: string, recipe: Partial<Entry['result']['recipe']> = {}): Entry {
  const whole = { operator: ['denoise' as const], noise: 5, steps: 2, seed: 0, samples: 1, detail: 1 };
  return {
    entry,
    look: { strength: 1, grain: 0 },
    result: {
      run: 'run',
      recipe: { ...whole, provider: 'cpu' as const, ...recipe },
      sample: 0,
      provider: 'the processor',
      reasons: [],
      warnings: [],
      seconds: 1,
      calls: 2,
      changedPixels: 1,
      model: { version: '1', sha256: 'a' },
      made: '2026-01-01T00:00:00Z',
    },
  };
}
