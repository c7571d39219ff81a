import { failure, PlainError } from '../../contract/errors';
import { said } from '../../contract/said';
import { z } from '../../contract/schema';
import type { ChannelFactory } from '../../transport/channel';
import { engineProcess } from '../../transport/engine-process';
import { startProcess } from '../../transport/start';
import { type ProviderName, providerName } from './names';
import { type Verdict, verdict } from './trial';

/** The one request of a probing process: the same bundle as the compute process answers it. */
export const probeTable = {
  probe: {
    payload: z.object({ modelPath: z.string(), provider: providerName }),
    progress: z.never(),
    result: verdict,
  },
};

/** A first run compiles the graphics card's programs, which some drivers take their time for. */
const PROBE_LIMIT_MS = 60_000;

const verdicts = new Map<string, Promise<Verdict>>();

/**
 * Tries a provider in a process of its own, so that a driver's crash takes nothing along, and remembers the verdict
 * for this process's lifetime (drivers and cards change between starts). `sha256` identifies the model.
 */
export function probeProvider(modelPath: string, sha256: string, provider: ProviderName): Promise<Verdict> {
  const key = `${sha256} ${provider}`;
  let found = verdicts.get(key);
  if (!found) {
    found = probeIn(startProcess('compute'), modelPath, provider);
    verdicts.set(key, found);
    // A failure to probe at all may be mended (a model put back); only verdicts are kept.
    found.catch(() => verdicts.delete(key));
  }
  return found;
}

/** One trial in a child of the given kind. */
export async function probeIn(
  start: ChannelFactory,
  modelPath: string,
  provider: ProviderName,
  limitMs = PROBE_LIMIT_MS,
): Promise<Verdict> {
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
