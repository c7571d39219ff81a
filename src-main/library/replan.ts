import type { LedgerRow } from './ledger-rows';
import { masksOf } from './masks';
import type { OpenBatch } from './open-batch';
import { renewPhoto, wishFor } from './plan';
import { openStore } from './stores/open-store';

/**
 * Plans single photos of an open batch again by their current recipes, without scanning the folder. A photo whose
 * result wasn't made by its recipe waits again. Photos that are being restored are skipped.
 */
export async function replan(batch: OpenBatch, rows: readonly LedgerRow[]): Promise<void> {
  const { ledger, request, ruleFor, scan, output, modelHash } = batch;
  const store = await openStore(output);
  const inputs = {
    ledger,
    scan,
    ruleFor,
    maskFor: masksOf(request),
    results: await store.lookUpResults(),
    modelHash,
    retryFailed: false,
  };
  for (const row of rows) {
    if (row.state === 'working') continue;
    const wish = await wishFor(row, row.recipe, inputs);
    // The result keeps its name, so it can't take another photo's.
    ledger.together(() => renewPhoto(inputs, row, wish, new Set()));
  }
}
