import { availableParallelism } from 'node:os';
import type { InferenceSession } from 'onnxruntime-node';
import { failure } from '../contract/errors';
import { said } from '../contract/said';
import { GEOMETRY_LENGTH } from '../operators/model/forward-model';
import { damaged, type Model, sameTensors, type TensorShape } from './model-card';
import type { ProviderName } from './providers/names';
import { loadRuntime, type Runtime } from './runtime';

/** The contract's tensors of one call, planar; `batch` pictures of one size after each other (1 if left out). */
export interface NetworkCall {
  readonly width: number;
  readonly height: number;
  readonly batch?: number;
  /** mu*, [batch, 3, height, width]. */
  readonly pivot: Float32Array;
  /** A plain first answer, [batch, 3, height, width]. */
  readonly anchor: Float32Array;
  /** Luma and chroma std of the pivot's noise, [batch, 2, height, width]. */
  readonly std: Float32Array;
  /** [batch, 35]. */
  readonly geometry: Float32Array;
}

/** A loaded network on one provider. */
export interface Session {
  readonly provider: ProviderName;
  /** E[x0 | x_t, y], [batch, 3, height, width], an array of the caller's own. Blocks the thread while it computes. */
  run(call: NetworkCall): Promise<Float32Array>;
  /** Seconds spent inside the network's run() so far. */
  readonly seconds: number;
  /** Calls made so far. */
  readonly calls: number;
  dispose(): Promise<void>;
}

export interface SessionOptions {
  readonly provider: ProviderName;
  /** Threads of the processor; as many as it has, if left out. */
  readonly threads?: number | undefined;
}

/**
 * Loads the network on a provider. Throws the runtime's own error where the provider isn't to be had, and a
 * PlainError where the graph's inputs or outputs aren't those of its card.
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
    executionProviders: [options.provider],
    // Layouts for the processor's vector units: 20 % faster.
    graphOptimizationLevel: 'all',
    intraOpNumThreads: options.threads ?? availableParallelism(),
    // Of the four combinations the smallest peak at the same speed (512x512: 256 MB against 343 with patterns,
    // 516 without arena); patterns are made for sizes that never change, and DirectML forbids them.
    enableCpuMemArena: true,
    enableMemPattern: false,
    // Fatal only: what goes wrong is told in words by whoever asked.
    logSeverityLevel: 4,
    // Threads sleep while there is no work: as fast on a quiet machine, and a tenth faster where something else wants a
    // part of a core. (Smaller blocks of work, dynamic_block_base, would be faster still there, but which thread takes
    // which block then changes the last bits of the answer from call to call.)
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  });
  if (options.provider !== 'cpu') return creating;
  return creating.catch((error: unknown) => {
    throw failure(said('modelUnloadable', { path: model.path }), error);
  });
}

/** Network sizes are multiples of this (three halvings after a pixel-unshuffle by 2). */
const MULTIPLE = 16;

/** Throws a RangeError where lengths don't fit the sizes. */
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
