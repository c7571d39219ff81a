import type { Result } from '../../src-main/contract/window/results';

/** What the history says beside the results' own figures. */
export interface SaidOnce {
  /** Why nothing faster ran them: holds for the machine, so that it is said for all results together. */
  readonly reasons: readonly string[];
  /** By result: what is to be known of its run, at the first row of the run alone. */
  readonly warnings: ReadonlyMap<string, readonly string[]>;
}

/** Sentences of results in the order in which they are listed, each where it is said once. */
export function saidOnce(listed: readonly Pick<Result, 'id' | 'run' | 'reasons' | 'warnings'>[]): SaidOnce {
  const reasons = new Set<string>();
  const runs = new Set<string>();
  const warnings = new Map<string, readonly string[]>();
  for (const result of listed) {
    for (const reason of result.reasons) reasons.add(reason);
    if (!runs.has(result.run)) warnings.set(result.id, result.warnings);
    runs.add(result.run);
  }
  return { reasons: [...reasons], warnings };
}
