import { distinct, type Said } from '../../src-main/contract/said';
import type { Result } from '../../src-main/contract/window/results';

/** Sentences of the history in addition to the results' figures. */
export interface SaidOnce {
  /** Why a provider that was named was not used. This concerns the machine, so it is shown once for all results. */
  readonly reasons: readonly Said[];
  /** Warnings about a run, under the id of the run's first listed result only. */
  readonly warnings: ReadonlyMap<string, readonly Said[]>;
}

/** Collects the sentences of results, in list order, each only once. */
export function saidOnce(listed: readonly Pick<Result, 'id' | 'run' | 'reasons' | 'warnings'>[]): SaidOnce {
  const runs = new Set<string>();
  const warnings = new Map<string, readonly Said[]>();
  for (const result of listed) {
    if (!runs.has(result.run)) warnings.set(result.id, result.warnings);
    runs.add(result.run);
  }
  return { reasons: distinct(listed.flatMap(({ reasons }) => reasons)), warnings };
}
