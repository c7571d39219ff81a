import { availableParallelism } from 'node:os';
import { failure } from '../contract/errors';
import { type Said, said } from '../contract/said';
import { createLanes, type Lanes } from './lanes/lanes';
import { lazySession } from './lazy-session';
import { loadModel, type Model, type ModelCard } from './model-card';
import { allFinite, disagreement, faultOf } from './providers/answer';
import { chooseProvider, type Probe } from './providers/choose';
import { PROVIDER_TITLES, type ProviderChoice, type ProviderName } from './providers/names';
import { probeProvider } from './providers/probe';
import { explainProviderError, notUsed } from './providers/trial';
import { type NetworkCall, openSession, type Session } from './session';

export interface DenoiserOptions {
  readonly modelPath: string;
  readonly provider: ProviderChoice;
  /** Threads of the processor; as many as it has, if left out. */
  readonly threads?: number | undefined;
  /** Replaces the trial of providers in a process of their own; for tests. */
  readonly probe?: Probe;
}

/** The network, on whatever it runs, with every answer checked. */
export interface Denoiser {
  /** What it runs on now; becomes 'cpu' where the graphics card fails on the way. */
  readonly provider: ProviderName;
  /** In words, why something that was asked for or tried isn't used. */
  readonly reasons: readonly Said[];
  readonly card: ModelCard;
  /** Seconds spent inside the network's run() so far. */
  readonly runSeconds: number;
  /** Calls of the network so far. */
  readonly calls: number;
  /**
   * E[x0 | x_t, y], [batch, 3, height, width], an array of the caller's own. Rejects with a PlainError where even
   * the processor's answer isn't finite, and with a RangeError where lengths don't fit the sizes.
   */
  run(call: NetworkCall): Promise<Float32Array>;
  /** For calls that don't need each other: the same answers, `count` at once; one on a graphics card. */
  readonly beside: Pick<Lanes, 'count' | 'run'>;
  dispose(): Promise<void>;
}

/**
 * Opens a network that matches its card (PlainError otherwise) on the provider asked for; where that fails, on the
 * processor, with the reason in words.
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

  /** Does the call again on the processor, and stays there unless it answers the same. */
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
      // On the processor a flat answer is an honest one, to a flat picture.
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

/** A session that has failed may fail to close as well. */
async function disposeQuietly(session: Session): Promise<void> {
  try {
    await session.dispose();
  } catch {
    // Nothing is left that could be done about it.
  }
}
