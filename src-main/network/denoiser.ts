import { availableParallelism } from 'node:os';
import { failure } from '../contract/errors';
import { type Said, said } from '../contract/said';
import type { ModelCard } from './card-schema';
import { createLanes, type Lanes } from './lanes/lanes';
import { loadModel, type Model } from './model-card';
import { allFinite, disagreement, faultOf } from './providers/answer';
import { chooseProvider, type Probe } from './providers/choose';
import { PROVIDER_TITLES, type ProviderChoice, type ProviderName } from './providers/names';
import { probeProvider } from './providers/probe';
import { explainProviderError, notUsed } from './providers/trial';
import { lazySession, type NetworkCall, openSession, type Session } from './session';

export interface DenoiserOptions {
  readonly modelPath: string;
  readonly provider: ProviderChoice;
  /** Number of processor threads; by default as many as the processor has. */
  readonly threads?: number | undefined;
  /** Replaces the trial of providers in a separate process; for tests. */
  readonly probe?: Probe;
}

/** The network on any provider, with every answer checked. */
export interface Denoiser {
  /** The current provider; becomes 'cpu' if the graphics card fails. */
  readonly provider: ProviderName;
  /** Why providers that were requested or tried aren't used. */
  readonly reasons: readonly Said[];
  readonly card: ModelCard;
  /** Seconds spent inside the network's run() so far. */
  readonly runSeconds: number;
  /** Calls of the network so far. */
  readonly calls: number;
  /**
   * Returns E[x0 | x_t, y], [batch, 3, height, width], in an array that the caller owns. Rejects with a PlainError if
   * even the processor's answer isn't finite, and with a RangeError if lengths and sizes don't match.
   */
  run(call: NetworkCall): Promise<Float32Array>;
  /** For independent calls: gives the same answers, `count` at once; a graphics card runs one at a time. */
  readonly beside: Pick<Lanes, 'count' | 'run'>;
  dispose(): Promise<void>;
}

/**
 * Opens a network on the requested provider. If that fails, opens it on the processor and gives the reason. Throws a
 * PlainError if the model doesn't match its card.
 */
export async function openDenoiser(options: DenoiserOptions): Promise<Denoiser> {
  const model = await loadModel(options.modelPath);
  const probe =
    options.probe ?? ((provider: ProviderName) => probeProvider(model.path, model.card.sha256, provider));
  const choice = await chooseProvider(options.provider, probe);
  const reasons = [...choice.reasons];
  const threads = options.threads ?? availableParallelism();
  let session = await openOrFallBack(model, choice.provider, threads, reasons);
  const lanes = createLanes(model.path, threads);
  let earlierSeconds = 0;
  let earlierCalls = 0;

  /** Repeats the call on the processor, and stays there unless both answers agree. */
  const runAgain = async (call: NetworkCall, answer: Float32Array | undefined, fault: Said) => {
    const reference = await openSession(model, { provider: 'cpu', threads });
    const mean = await reference.run(call);
    if (answer && disagreement(answer, mean) === undefined) {
      await reference.dispose();
      return answer;
    }
    reasons.push(said('givenUp', { provider: PROVIDER_TITLES[session.provider], reason: fault }));
    const failed = session;
    session = reference;
    earlierSeconds += failed.seconds;
    earlierCalls += failed.calls;
    await disposeQuietly(failed);
    return mean;
  };

  const run = async (call: NetworkCall): Promise<Float32Array> => {
    let mean: Float32Array | undefined;
    let fault: Said | undefined;
    try {
      mean = await session.run(call);
      // A flat answer isn't a fault on the processor: the picture itself is flat.
      if (session.provider !== 'cpu') fault = faultOf(mean, call.width * call.height);
    } catch (error) {
      if (session.provider === 'cpu' || error instanceof RangeError) throw error;
      fault = explainProviderError(error);
    }
    if (fault !== undefined && session.provider !== 'cpu') mean = await runAgain(call, mean, fault);
    return finite(mean);
  };

  const finite = (mean: Float32Array | undefined) => {
    if (!mean || !allFinite(mean)) throw failure(said('modelNoAnswer', { path: model.path }));
    return mean;
  };

  return {
    card: model.card,
    reasons,
    run,
    beside: {
      get count() {
        return session.provider === 'cpu' ? lanes.count : 1;
      },
      run: async (call) => (session.provider === 'cpu' ? finite(await lanes.run(call)) : run(call)),
    },
    get provider() {
      return session.provider;
    },
    get runSeconds() {
      return earlierSeconds + session.seconds + lanes.seconds;
    },
    get calls() {
      return earlierCalls + session.calls + lanes.calls;
    },
    dispose: async () => {
      await Promise.all([session.dispose(), lanes.dispose()]);
    },
  };
}

async function openOrFallBack(
  model: Model,
  provider: ProviderName,
  threads: number,
  reasons: Said[],
): Promise<Session> {
  if (provider === 'cpu') return lazySession(() => openSession(model, { provider: 'cpu', threads }));
  try {
    return await openSession(model, { provider, threads });
  } catch (error) {
    reasons.push(notUsed(provider, explainProviderError(error)));
    return lazySession(() => openSession(model, { provider: 'cpu', threads }));
  }
}

/** Closes a session that has failed; closing may fail as well. */
async function disposeQuietly(session: Session): Promise<void> {
  try {
    await session.dispose();
  } catch {
    // There is nothing left to do about it.
  }
}
