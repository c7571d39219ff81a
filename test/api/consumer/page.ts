// A page that uses the engine; test/api/package.test.ts checks it against the package's own types.
import { type BrowserEngineOptions, openEngine } from 'daguerre-engine/browser';
import * as ort from 'onnxruntime-web';

export async function restore(image: ImageData, model: Uint8Array, card: unknown): Promise<ImageData> {
  const engine = await openEngine({ runtime: ort, model, card, executionProviders: ['webgpu', 'wasm'] });
  const { samples } = await engine.restore({
    picture: image,
    recipe: { operator: 'denoise', noise: 'auto' },
  });
  const [sample] = samples;
  if (!sample) throw new RangeError('one sample was asked for');
  await engine.close();
  return new ImageData(new Uint8ClampedArray(sample.data), sample.width, sample.height);
}

/** A session of the page's own. */
export async function withSession(model: Uint8Array, card: unknown): Promise<void> {
  const session = await ort.InferenceSession.create(model);
  const engine = await openEngine({ runtime: ort, model: session, card });
  await engine.close();
  await session.release();
}

// @ts-expect-error: the card is missing
export const wrongOptions: BrowserEngineOptions = { runtime: ort, model: new Uint8Array(1) };
