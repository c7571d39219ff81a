import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { removeAllUnfinished } from '../imaging/unfinished';
import { hasEnded } from './claimant';
import type { Ledger } from './ledger';

const WORKSPACE = 'workspace of ';

/** Records a claimant's working folder in the ledger, so that it can be removed after a crash. */
export function rememberWorkspace(ledger: Ledger, claimant: string, workspace: string): void {
  ledger.setFact(WORKSPACE + claimant, workspace);
}

export function forgetWorkspace(ledger: Ledger, claimant: string): void {
  ledger.removeFact(WORKSPACE + claimant);
}

/**
 * Removes files of processes that were killed: their working files, and unfinished results. Unfinished results are
 * removed only if no claimant except the caller's `own` works on the batch.
 */
export async function removeLeftovers(ledger: Ledger, output: string, own?: string): Promise<void> {
  let alone = true;
  for (const [name, workspace] of ledger.factsLike(WORKSPACE)) {
    if (name === WORKSPACE + own) continue;
    if (!hasEnded(name.slice(WORKSPACE.length))) {
      alone = false;
      continue;
    }
    // The name is checked, because someone may have changed the ledger's file.
    if (basename(workspace).startsWith('daguerre-')) await rm(workspace, { recursive: true, force: true });
    ledger.removeFact(name);
  }
  if (!alone) return;
  const folders = new Set(ledger.outputs().map((path) => dirname(join(output, path))));
  for (const folder of folders) await removeAllUnfinished(folder, () => true);
}
