import { PlainError } from '../contract/errors';
import { type Engine, withEngine } from '../jobs/engine';
import type { PhotoJob } from '../jobs/photo-job';
import { wrongUsage } from './wrong-usage';

/**
 * Refuses a named provider that can't run the network here, before any work: whoever names one wants no other. Opens
 * the network, which the work then uses. Throws a PlainError (bad request).
 */
export async function requireProvider(
  engine: Engine,
  network: PhotoJob['network'],
  operators: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  if (!isNamed(network)) return;
  try {
    await engine.compute.request('requireProvider', { network, operators: [...operators] }, { signal });
  } catch (error) {
    if (!(error instanceof PlainError && error.badRequest)) throw error;
    throw wrongUsage(`${error.message} Give --provider auto, which takes what works here.`, error);
  }
}

/** The same with its own engine, for work that must not begin before the check. */
export async function requireProviderFirst(network: PhotoJob['network'], signal: AbortSignal): Promise<void> {
  if (isNamed(network)) await withEngine((engine) => requireProvider(engine, network, [], signal));
}

function isNamed({ provider }: PhotoJob['network']): boolean {
  return provider !== 'auto' && provider !== 'cpu';
}
