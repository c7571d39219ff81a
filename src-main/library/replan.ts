import type { LedgerRow } from './ledger-rows';
import { masksIn } from './masks';
import type { OpenBatch } from './open-batch';
import { renewPhoto, wishFor } from './plan';
import { openStore } from './stores/open-store';

/**
 * Brings single photos of an open batch up to the recipes that they have now, without looking through the folder: what
 * isn't made by its recipe waits again. Photos that are being restored are left alone.
 */
export async function replan(batch: OpenBatch, rows: readonly LedgerRow[]): Promise<void> {
  const { ledger, request, scan, output, modelHash } = batch;
  const store = await openStore(output);
  const inputs = {
    ledger,
    scan,
    ruleFor: request.ruleFor,
    maskFor: request.masks === undefined ? undefined : masksIn(request.masks),
    results: await store.lookUpResults(),
    modelHash,
    retryFailed: false,
  };
  for (const row of rows) {
    if (row.state === 'working') continue;
    const wish = await wishFor(row, row.recipe, inputs);
    // The name of its result stays, so that none can be taken from another photo.
    ledger.together(() => renewPhoto(inputs, row, wish, new Set()));
  }
}
