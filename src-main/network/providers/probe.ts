import { failure, PlainError } from '../../contract/errors';
import { said } from '../../contract/said';
import { z } from '../../contract/schema';
import type { ChannelFactory } from '../../transport/channel';
import { engineProcess } from '../../transport/engine-process';
import { startProcess } from '../../transport/start';
import { type ProviderName, providerName } from './names';
import { type TrialVerdict, verdict } from './trial';

/** The only request of a probing process, which runs the same bundle as the compute process. */
export const probeTable = {
  probe: {
    payload: z.object({ modelPath: z.string(), provider: providerName }),
    progress: z.never(),
    result: verdict,
  },
};

/** The first run compiles the graphics card's programs, which takes some drivers long. */
const PROBE_LIMIT_MS = 60_000;

const verdicts = new Map<string, Promise<TrialVerdict>>();

/**
 * Tries a provider in a separate process, so that a driver's crash does no harm here. The verdict is kept for the
 * lifetime of this process only, because drivers and cards may change between starts. `sha256` identifies the model.
 */
export function probeProvider(
  modelPath: string,
  sha256: string,
  provider: ProviderName,
): Promise<TrialVerdict> {
  const key = `${sha256} ${provider}`;
  let found = verdicts.get(key);
  if (!found) {
    found = probeIn(startProcess('compute'), modelPath, provider);
    verdicts.set(key, found);
    // Only verdicts are kept. If the trial itself failed, its cause may be gone next time (a model put back).
    found.catch(() => verdicts.delete(key));
  }
  return found;
}

/** Runs one trial in a child process that `start` starts. */
export async function probeIn(
  start: ChannelFactory,
  modelPath: string,
  provider: ProviderName,
  limitMs = PROBE_LIMIT_MS,
): Promise<TrialVerdict> {
  const child = engineProcess(probeTable, start, { title: 'The trial', graceMs: 0 });
  let died = false;
  child.onExit(() => {
    died = true;
  });
  const limit = AbortSignal.timeout(limitMs);
  try {
    return await child.request('probe', { modelPath, provider }, { signal: limit });
  } catch (error) {
    if (limit.aborted) return { works: false, reason: said('noAnswer', { seconds: limitMs / 1000 }) };
    if (died) return { works: false, reason: said('driverCrashed') };
    throw error instanceof PlainError ? error : failure(said('cardUntried'), error);
  } finally {
    await child.stop();
  }
}
