// A program that uses the engine; test/api/package.test.ts checks it against the package's own types.
import {
  type BatchEvent,
  type EngineOptions,
  isPlainError,
  openEngine,
  type Picture,
  type Recipe,
  type RestoreRequest,
} from 'daguerre-engine';

const options: EngineOptions = { provider: 'cpu', threads: 2, data: undefined };
const recipe: Recipe = {
  operator: ['inpaint', 'fade', 'denoise'],
  mask: 'auto',
  black: [12, 14, 20],
  white: 'auto',
};

export async function restore(photo: string, signal?: AbortSignal): Promise<Picture[]> {
  await using engine = await openEngine(options);
  const request: RestoreRequest = { photo, recipe, seed: 1, samples: 2, signal };
  const { pages, warnings } = await engine.restore({
    ...request,
    onProgress: ({ fraction }) => fraction.toFixed(2),
  });
  for (const { text } of warnings) console.warn(text.toUpperCase());
  const { fraction } = await engine.detect({ photo, sensitivity: 0.4 });
  console.log(fraction.toFixed(3));
  return pages.flatMap(({ samples, damaged }) => (damaged === null ? [] : [...samples]));
}

export async function restoreFolder(input: string, output: string): Promise<number> {
  const engine = await openEngine();
  try {
    const { failed } = await engine.batch({
      input,
      output,
      recipe: 'old-photo',
      resume: true,
      onEvent: tell,
    });
    return failed;
  } catch (error) {
    if (isPlainError(error)) console.error(error.said.key, error.message, error.badRequest);
    throw error;
  } finally {
    await engine.close();
  }
}

function tell(event: BatchEvent): void {
  if (event.event === 'failed') console.error(event.photo, event.reason.text);
  if (event.event === 'progress') console.log(event.secondsLeft?.toFixed(0) ?? '');
}

// @ts-expect-error: no such operator
export const wrongOperator: Recipe = { operator: 'sharpen' };
// @ts-expect-error: three numbers
export const wrongChannels: Recipe = { operator: 'fade', black: [1, 2] };
// @ts-expect-error: no such provider
export const wrongProvider: EngineOptions = { provider: 'gpu' };
// @ts-expect-error: the recipe is missing
export const wrongRequest: RestoreRequest = { photo: 'a.jpg' };
// @ts-expect-error: no such recipe comes with the engine
export const wrongName: RestoreRequest = { photo: 'a.jpg', recipe: 'new-photo' };
