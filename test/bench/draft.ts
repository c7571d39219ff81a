// A separate program (draft.mjs builds and starts it).
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { recipeSchema } from '../../src-main/contract/recipe';
import { channels } from '../../src-main/contract/window/channels';
import { liveSchema } from '../../src-main/contract/window/jobs';
import type { Studio } from '../../src-main/studio/studio';
import { inStudio } from './studio';

/** 20 megapixels. */
const [WIDTH, HEIGHT] = [5472, 3648];

void inStudio(async ({ studio, folder }) => {
  const path = join(folder, 'photo.png');
  const photo = sharp('examples/coffee.jpg').resize(WIDTH, HEIGHT, { fit: 'fill' });
  await photo.png({ compressionLevel: 1 }).toFile(path);
  const { document } = channels.openDocument.output.parse(
    await studio.handlers.openDocument({ file: studio.admitPath(path).id }),
  );
  const view = { x: 4000, y: 2500, width: 1000, height: 700 };
  await studio.handlers.reportView({ document: document.id, view });
  const started = performance.now();
  const lives = nextLives(studio, 2);
  const recipe = recipeSchema.parse({ operator: 'denoise', noise: 10, provider: 'cpu' });
  const { job } = channels.restore.output.parse(
    await studio.handlers.restore({ document: document.id, recipe }),
  );
  const [draft, region] = await lives;
  await studio.handlers.cancelJob({ job });
  const seconds = (at: number) => Math.round((at - started) / 100) / 10;
  process.stdout.write(
    `${JSON.stringify({
      cores: availableParallelism(),
      megapixels: Math.round((WIDTH * HEIGHT) / 1e5) / 10,
      draftSeconds: seconds(draft.at),
      firstStepOfRegionSeconds: seconds(region.at),
      region: region.area,
    })}\n`,
  );
});

/** The next intermediate pictures, with the times at which they appear. */
function nextLives(studio: Studio, count: number) {
  const lives: { readonly at: number; readonly area: { readonly x: number; readonly y: number } }[] = [];
  return new Promise<typeof lives>((done) => {
    studio.onEvent((name, payload) => {
      if (name !== 'live') return;
      lives.push({ at: performance.now(), area: liveSchema.parse(payload).area });
      if (lives.length === count) done(lives);
    });
  });
}
