import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { hasEnded } from './claimant';
import type { Ledger } from './ledger';

/** Names of unfinished results, and of what ExifTool leaves beside them. */
const UNFINISHED = /^\.daguerre-[0-9a-f]{12}\.tmp(_exiftool_tmp)?$/;
const WORKSPACE = 'workspace of ';

/** Has the ledger remember a claimant's working files, for whoever comes after its sudden end. */
export function rememberWorkspace(ledger: Ledger, claimant: string, workspace: string): void {
  ledger.setFact(WORKSPACE + claimant, workspace);
}

export function forgetWorkspace(ledger: Ledger, claimant: string): void {
  ledger.removeFact(WORKSPACE + claimant);
}

/**
 * Removes what processes left that were killed: their working files, and unfinished results, these only while no one
 * else is at work on the batch but the caller's `own` claimant.
 */
export async function removeLeftovers(ledger: Ledger, output: string, own?: string): Promise<void> {
  let alone = true;
  for (const [name, workspace] of ledger.factsLike(WORKSPACE)) {
    if (name === WORKSPACE + own) continue;
    if (!hasEnded(name.slice(WORKSPACE.length))) {
      alone = false;
      continue;
    }
    // The name is checked, as the ledger is a file like any other.
    if (basename(workspace).startsWith('daguerre-')) await rm(workspace, { recursive: true, force: true });
    ledger.removeFact(name);
  }
  if (!alone) return;
  const folders = new Set(ledger.outputs().map((path) => dirname(join(output, path))));
  for (const folder of folders) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((name) => UNFINISHED.test(name)))
      await rm(join(folder, name), { force: true });
  }
}
