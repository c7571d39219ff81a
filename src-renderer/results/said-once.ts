import { distinct, type Said } from '../../src-main/contract/said';
import type { Result } from '../../src-main/contract/window/results';

/** What the history says beside the results' own figures. */
export interface SaidOnce {
  /** Why nothing faster ran them: holds for the machine, so that it is said for all results together. */
  readonly reasons: readonly Said[];
  /** By result: what is to be known of its run, at the first row of the run alone. */
  readonly warnings: ReadonlyMap<string, readonly Said[]>;
}

/** What is said of results, in the order in which they are listed, each where it is said once. */
export function saidOnce(listed: readonly Pick<Result, 'id' | 'run' | 'reasons' | 'warnings'>[]): SaidOnce {
  const runs = new Set<string>();
  const warnings = new Map<string, readonly Said[]>();
  for (const result of listed) {
    if (!runs.has(result.run)) warnings.set(result.id, result.warnings);
    runs.add(result.run);
  }
  return { reasons: distinct(listed.flatMap(({ reasons }) => reasons)), warnings };
}
