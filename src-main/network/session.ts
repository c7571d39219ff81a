import { availableParallelism } from 'node:os';
import type { InferenceSession } from 'onnxruntime-node';
import { failure } from '../contract/errors';
import { said } from '../contract/said';
import { GEOMETRY_LENGTH } from '../operators/model/forward-model';
import { sameTensors, type TensorShape } from './card-schema';
import { damaged, type Model } from './model-card';
import type { ProviderName } from './providers/names';
import { loadRuntime, type Runtime } from './runtime';

/** The contract's tensors of one call, planar: `batch` pictures of one size after each other (by default 1). */
export interface NetworkCall {
  readonly width: number;
  readonly height: number;
  readonly batch?: number;
  /** mu*, [batch, 3, height, width]. */
  readonly pivot: Float32Array;
  /** A first answer without the network, [batch, 3, height, width]. */
  readonly anchor: Float32Array;
  /** Standard deviation of the pivot's noise in luma and chroma, [batch, 2, height, width]. */
  readonly std: Float32Array;
  /** [batch, 35]. */
  readonly geometry: Float32Array;
}

/** A loaded network on one provider. */
export interface Session {
  readonly provider: ProviderName;
  /** Returns E[x0 | x_t, y], [batch, 3, height, width], in the caller's own array. Blocks the thread meanwhile. */
  run(call: NetworkCall): Promise<Float32Array>;
  /** Seconds spent inside the network's run() so far. */
  readonly seconds: number;
  /** Calls made so far. */
  readonly calls: number;
  dispose(): Promise<void>;
}

export interface SessionOptions {
  readonly provider: ProviderName;
  /** Number of processor threads; by default as many as the processor has. */
  readonly threads?: number | undefined;
}

/**
 * Loads the network on a provider. Throws the runtime's own error if the provider isn't available, and a PlainError if
 * the graph's inputs or outputs don't match the contract.
 */
export async function openSession(model: Model, options: SessionOptions): Promise<Session> {
  const runtime = await loadRuntime();
  const session = await create(runtime, model, options);
  if (!sameTensors(tensors(session.inputMetadata), tensors(session.outputMetadata))) {
    await session.release();
    throw damaged(model.path, said('modelInputs', { names: session.inputNames.join(', ') }));
  }
  let seconds = 0;
  let calls = 0;

  return {
    provider: options.provider,
    run: async (call) => {
      const { width, height, batch = 1 } = call;
      checkCall(call);
      const tensor = (data: Float32Array, ...dims: number[]) => new runtime.Tensor('float32', data, dims);
      const feeds = {
        pivot: tensor(call.pivot, batch, 3, height, width),
        anchor: tensor(call.anchor, batch, 3, height, width),
        std: tensor(call.std, batch, 2, height, width),
        geometry: tensor(call.geometry, batch, GEOMETRY_LENGTH),
      };
      const started = performance.now();
      const { mean } = await session.run(feeds);
      seconds += (performance.now() - started) / 1000;
      calls++;
      if (!(mean?.data instanceof Float32Array)) throw failure(said('modelNoPicture', { path: model.path }));
      return mean.data;
    },
    get seconds() {
      return seconds;
    },
    get calls() {
      return calls;
    },
    dispose: () => session.release(),
  };
}

async function create(runtime: Runtime, model: Model, options: SessionOptions): Promise<InferenceSession> {
  const creating = runtime.InferenceSession.create(model.bytes, {
    executionProviders: [executionProvider(options.provider)],
    // 'all' includes layouts for the processor's vector units, which is 20 % faster.
    graphOptimizationLevel: 'all',
    intraOpNumThreads: options.threads ?? availableParallelism(),
    // Of the four combinations at the same speed, this one has the lowest peak memory (512x512: 256 MB, against 343 MB
    // with patterns and 516 MB without arena). Patterns suit constant sizes, and DirectML forbids them.
    enableCpuMemArena: true,
    enableMemPattern: false,
    // Only fatal errors are logged; the caller reports the others.
    logSeverityLevel: 4,
    // Threads sleep while there is no work. This is as fast on an idle machine, and a tenth faster when another program
    // needs part of a core. (Smaller blocks of work, dynamic_block_base, would be faster still in that case, but then
    // the assignment of blocks to threads changes the last bits of the answer from call to call.)
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  if (options.provider !== 'cpu') return creating;
  return creating.catch((error: unknown) => {
    throw failure(said('modelUnloadable', { path: model.path }), error);
  });
}

/** COREML_FLAG_CREATE_MLPROGRAM of onnxruntime's coreml_provider_factory.h. */
const AS_ML_PROGRAM = 0x010;

/**
 * CoreML as an "ML program": the older format, which is the default, has no flexible sizes for most operators and leaves them to
 * the processor. Sizes aren't restricted to fixed ones, because they change from photo to photo.
 */
function executionProvider(provider: ProviderName): InferenceSession.ExecutionProviderConfig {
  return provider === 'coreml' ? { name: 'coreml', coreMlFlags: AS_ML_PROGRAM } : provider;
}

/** Widths and heights are multiples of this (three halvings after a pixel-unshuffle by 2). */
const MULTIPLE = 16;

/** Throws a RangeError if lengths and sizes don't match. */
export function checkCall(call: NetworkCall): void {
  const { width, height, batch = 1 } = call;
  if (!(width > 0 && height > 0) || width % MULTIPLE !== 0 || height % MULTIPLE !== 0) {
    throw new RangeError(`the network takes sizes that are multiples of ${MULTIPLE}, not ${width}x${height}`);
  }
  const area = batch * width * height;
  checkLength('pivot', call.pivot, 3 * area);
  checkLength('anchor', call.anchor, 3 * area);
  checkLength('std', call.std, 2 * area);
  checkLength('geometry', call.geometry, batch * GEOMETRY_LENGTH);
}

function checkLength(name: string, data: Float32Array, expected: number): void {
  if (data.length !== expected) {
    throw new RangeError(`${name} has ${data.length} numbers where ${expected} were expected`);
  }
}

function tensors(metadata: readonly InferenceSession.ValueMetadata[]): TensorShape[] {
  return metadata.map((value) => ({
    name: value.name,
    type: value.isTensor ? value.type : 'none',
    dims: value.isTensor ? [...value.shape] : [],
  }));
}

/** A session on the processor that opens at its first call. If opening fails, the next call tries again. */
export function lazySession(open: () => Promise<Session>): Session {
  let opening: Promise<Session> | undefined;
  let session: Session | undefined;
  return {
    provider: 'cpu',
    run: async (call) => {
      opening ??= open();
      try {
        session = await opening;
      } catch (error) {
        opening = undefined;
        throw error;
      }
      return session.run(call);
    },
    get seconds() {
      return session?.seconds ?? 0;
    },
    get calls() {
      return session?.calls ?? 0;
    },
    dispose: async () => (await opening)?.dispose(),
  };
}
