import { failure } from '../../contract/errors';
import { quoted } from '../../contract/said';
import { CONTRACT, CONTRACT_VERSION, type ModelCard, modelCard } from '../../network/card-schema';
import { allFinite } from '../../network/providers/answer';
import { GEOMETRY_LENGTH } from '../../operators/model/forward-model';
import type { Network } from '../../sampling/region-denoiser';
import type { BrowserEngineOptions, Runtime, RuntimeSession } from './types';

/** The network of a page. */
export interface PageNetwork {
  readonly card: ModelCard;
  readonly run: Network;
  /** Releases the session if it was made here. */
  release(): Promise<void>;
}

/** Opens the network. Throws a PlainError if it isn't what its card says, or of another version than the engine. */
export async function openNetwork(options: BrowserEngineOptions): Promise<PageNetwork> {
  const card = readCard(options.card);
  const { runtime, model } = options;
  const isMade = model instanceof Uint8Array;
  if (isMade && model.length !== card.bytes)
    throw failure(
      quoted(`The network has ${model.length} bytes and its card says ${card.bytes}: get both again.`),
    );
  const session = isMade
    ? await runtime.InferenceSession.create(model, {
        executionProviders: options.executionProviders ?? ['wasm'],
        graphOptimizationLevel: 'all',
      })
    : model;
  const release = async () => (isMade ? session.release() : undefined);
  if (!hasNames(session)) {
    await release();
    throw failure(
      quoted(`The network takes ${session.inputNames.join(', ')}, which isn't what this engine gives it.`),
    );
  }
  return { card, run: (input) => run(runtime, session, input), release };
}

function readCard(value: unknown): ModelCard {
  const card = modelCard.safeParse(value);
  if (!card.success) {
    const field = card.error.issues[0]?.path.join('.') ?? '';
    throw failure(quoted(`The network's card can't be used: its ${field} is missing or wrong.`), card.error);
  }
  if (card.data.contract !== CONTRACT_VERSION)
    throw failure(
      quoted(
        `The network has version ${card.data.contract} of the contract, and this engine needs ${CONTRACT_VERSION}.`,
      ),
    );
  return card.data;
}

function hasNames({ inputNames, outputNames }: RuntimeSession): boolean {
  const names = (tensors: typeof CONTRACT.inputs) => tensors.map(({ name }) => name).join();
  return inputNames.join() === names(CONTRACT.inputs) && outputNames.join() === names(CONTRACT.outputs);
}

async function run(
  { Tensor }: Runtime,
  session: RuntimeSession,
  { width, height, pivot, anchor, std, geometry }: Parameters<Network>[0],
): Promise<Float32Array> {
  const tensor = (data: Float32Array, ...dims: number[]) => new Tensor('float32', data, dims);
  const { mean } = await session.run({
    pivot: tensor(pivot, 1, 3, height, width),
    anchor: tensor(anchor, 1, 3, height, width),
    std: tensor(std, 1, 2, height, width),
    geometry: tensor(geometry, 1, GEOMETRY_LENGTH),
  });
  if (!(mean?.data instanceof Float32Array) || !allFinite(mean.data))
    throw failure(
      quoted("The network's answer has numbers that are not finite; try the execution provider wasm."),
    );
  return mean.data;
}
