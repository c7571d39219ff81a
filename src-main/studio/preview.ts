import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Recipe } from '../contract/recipe';
import type { PictureArea } from '../contract/window/basics';
import type { RawPicture, Rectangle } from '../imaging/raw-picture';
import type { OpenDocument } from './document';
import { newId } from './ids';
import type { JobContext, NewJob } from './jobs';
import { tablesOfPart } from './jpeg-part';
import { createLiveShow } from './live-show';
import { type Measurement, takeMeasurement } from './measurement';
import { cutMask, writePartMask } from './part-mask';
import type { StudioParts } from './parts';
import { PREVIEW_SIDE, type PreviewPlan, planPreview, scaleRecipe } from './preview-plan';

type Parts = Pick<StudioParts, 'engine' | 'pictures' | 'events' | 'folders'>;

/**
 * A preview as a job: one call of the network on what is on screen, shown as a live picture. Throws a PlainError (bad
 * request) where the document lacks what the recipe needs.
 *
 */
export function preview(parts: Parts, document: OpenDocument, asked: Asked): NewJob {
  const { view, kernel } = asked;
  const recipe = withoutEmptyMask(document, asked.recipe);
  const measurement = takeMeasurement(document, recipe);
  const plan = planPreview(recipe, view, document.raw, measurement.jpeg?.offset, kernel !== undefined);
  return {
    document: document.id,
    kind: 'preview',
    steps: 1,
    samples: 1,
    work: async (context) => {
      const folder = join(document.folder, context.id);
      await mkdir(folder, { recursive: true });
      try {
        await run(parts, document, { recipe, measurement, plan, kernel, folder }, context);
        return [];
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** What a preview is asked to show. */
export interface Asked {
  readonly recipe: Recipe;
  /** What is on screen, in pixels of the document. */
  readonly view: PictureArea;
  /** Path of a picture of the point spread function, in place of the recipe's own. */
  readonly kernel: string | undefined;
}

/** While nothing is painted yet, the other repairs can be seen all the same. */
function withoutEmptyMask({ mask }: OpenDocument, recipe: Recipe): Recipe {
  const others = recipe.operator.filter((name) => name !== 'inpaint');
  return mask.damaged === 0 && others.length > 0 ? { ...recipe, operator: others } : recipe;
}

interface Run {
  readonly recipe: Recipe;
  readonly measurement: Measurement;
  readonly plan: PreviewPlan;
  readonly kernel: string | undefined;
  readonly folder: string;
}

async function run(parts: Parts, document: OpenDocument, job: Run, context: JobContext): Promise<void> {
  const { engine, folders } = parts;
  const { recipe, measurement, plan, kernel, folder } = job;
  const { signal } = context;
  const { raw, factor } = await readPhoto(parts, document, plan, join(folder, 'photo.raw'), signal);
  const mask = await readMask(parts, document, job, signal);
  const jpeg = measurement.jpeg && tablesOfPart(measurement.jpeg, plan.area.x, plan.area.y);
  const report = await engine.compute.request(
    'restore',
    {
      photo: raw,
      recipe: scaleRecipe(recipe, factor),
      ...(mask && { mask }),
      ...(jpeg && { jpeg }),
      ...(kernel !== undefined && {
        kernel: await engine.imaging.request('readKernel', { path: kernel }, { signal }),
      }),
      network: { modelPath: folders.model, provider: recipe.provider },
      outputs: [join(folder, 'preview.raw')],
      depth: raw.depth,
    },
    {
      signal,
      onProgress: ({ calls, totalCalls, provider }) =>
        context.update({ calls, totalCalls, provider: provider ?? null }),
    },
  );
  context.update({ calls: report.calls, totalCalls: report.calls, step: 1 });
  const show = createLiveShow(parts, document, { id: context.id, signal, preview: true });
  for (const output of report.outputs) show.take(output, plan.area, 1);
  await show.settled();
}

/** Previews come one after another, so the copy that is replaced is nobody's any more. */
async function readPhoto(
  { engine }: Parts,
  document: OpenDocument,
  { kind, area }: PreviewPlan,
  partPath: string,
  signal: AbortSignal,
): Promise<{ readonly raw: RawPicture; readonly factor: number }> {
  const { raw, proxy } = document;
  if (kind === 'part') {
    const crop = { raw, area, angle: 0, rawPath: partPath };
    return { raw: await engine.imaging.request('cropRaw', crop, { signal }), factor: 1 };
  }
  if (proxy && isSameArea(proxy.area, area)) return proxy;
  document.proxy = null;
  if (proxy) await rm(proxy.raw.path, { force: true });
  const rawPath = join(document.folder, `proxy-${newId()}.raw`);
  const copy = { raw, area, maxSide: PREVIEW_SIDE, rawPath };
  const made = await engine.imaging.request('proxy', copy, { signal });
  document.proxy = { area, raw: made.raw, factor: made.factor };
  return document.proxy;
}

function isSameArea(a: Rectangle, b: Rectangle): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;
}

async function readMask(
  { engine }: Parts,
  { raw }: OpenDocument,
  { measurement, plan, folder }: Run,
  signal: AbortSignal,
): Promise<RawPicture | undefined> {
  if (!measurement.tiles) return undefined;
  const whole = join(folder, 'tiles.raw');
  const part = await writePartMask(engine, measurement.tiles, raw, plan.area, whole, signal);
  const side = plan.kind === 'proxy' ? PREVIEW_SIDE : undefined;
  return cutMask(engine, part, side, join(folder, 'mask.raw'), signal);
}
