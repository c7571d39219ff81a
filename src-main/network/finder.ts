import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { InferenceSession } from 'onnxruntime-node';
import type { Finder } from '../analysis/damage/probability';
import { failure } from '../contract/errors';
import { said } from '../contract/said';
import { z } from '../contract/schema';
import { MOST_MODEL_BYTES } from './card-schema';
import { cardPath, damaged } from './model-card';
import { readCardJson, readModelFile } from './model-files';
import { ownFolder } from './own-models';
import { loadRuntime } from './runtime';

/** Version of the finder's contract: `picture` [N,3,H,W] in [-1, 1] gives `damage` [N,1,H,W] in [0, 1]. */
const CONTRACT = 1;

const finderCard = z.looseObject({
  contract: z.literal(CONTRACT),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().positive().max(MOST_MODEL_BYTES),
});

let opening: Promise<Finder> | undefined;

/**
 * The finder that comes with the program, on the processor; the process opens it once. Throws a PlainError that names the
 * file if it is missing or isn't what its card says.
 */
export function ownFinder(): Promise<Finder> {
  opening ??= openFinder(join(ownFolder() ?? 'models', 'damage.onnx')).catch((error: unknown) => {
    opening = undefined;
    throw error;
  });
  return opening;
}

/** Opens a finder's file on the processor. */
export async function openFinder(path: string): Promise<Finder> {
  const card = finderCard.safeParse(await readCardJson(cardPath(path)));
  if (!card.success) {
    const field = card.error.issues[0]?.path.join('.') ?? '';
    throw failure(said('cardUnusable', { path: cardPath(path), field }), card.error);
  }
  const { bytes, sum } = await readModelFile(path);
  if (sum !== card.data.sha256) throw damaged(path, said('modelChanged'));
  const runtime = await loadRuntime();
  const session = await runtime.InferenceSession.create(bytes, {
    executionProviders: ['cpu'],
    intraOpNumThreads: availableParallelism(),
    enableMemPattern: false,
    logSeverityLevel: 4,
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  }).catch((error: unknown) => {
    throw failure(said('modelUnloadable', { path }), error);
  });
  checkNames(session, path);
  return async (picture, width, height) => {
    const feeds = { picture: new runtime.Tensor('float32', picture, [1, 3, height, width]) };
    const { damage } = await session.run(feeds);
    if (!(damage?.data instanceof Float32Array)) throw failure(said('modelNoPicture', { path }));
    return damage.data;
  };
}

function checkNames(session: InferenceSession, path: string): void {
  if (session.inputNames.join() !== 'picture' || session.outputNames.join() !== 'damage')
    throw damaged(path, said('modelInputs', { names: session.inputNames.join(', ') }));
}
