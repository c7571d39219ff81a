// Looks for damage in a photo and restores it: `node restore.mjs PHOTO RESULT`. MODEL in the environment names another network.
import { isPlainError, openEngine } from 'daguerre-engine';

const [photo, output] = process.argv.slice(2);
const engine = await openEngine({ model: process.env.MODEL });
try {
  const { fraction } = await engine.detect({ photo, sensitivity: 0.5 });
  console.log(`${(100 * fraction).toFixed(2)} % of the photo is scratches and dust.`);

  const { outputs, pages, seconds } = await engine.restore({
    photo,
    recipe: 'old-photo',
    output,
    seed: 1,
    onProgress: ({ fraction }) => console.log(`${Math.round(100 * fraction)} %`),
    signal: AbortSignal.timeout(3_600_000),
  });
  const [{ width, height, recipe }] = pages;
  console.log(
    `${outputs.join(', ')}: ${width}x${height}, ${recipe.operator.join(', ')}, ${seconds.toFixed(1)} s`,
  );
} catch (error) {
  if (!isPlainError(error)) throw error;
  console.error(error.message);
  process.exitCode = 1;
} finally {
  await engine.close();
}
