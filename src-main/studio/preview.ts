import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isSameArea, type Rectangle } from '../contract/geometry';
import { specOf } from '../contract/operators';
import type { Recipe } from '../contract/recipe';
import type { OpenDocument } from './document';
import { newId } from './ids';
import { type JobContext, type NewJob, shareOf } from './jobs';
import { createLiveShow } from './live-show';
import type { Measurement } from './measurement';
import { type PartMask, writePartMask } from './part-mask';
import type { StudioParts } from './parts';
import { callOnPart, type PreviewPart, takePart } from './preview-call';
import { type PreviewPlan, planPreview } from './preview-plan';
import type { RunStart } from './run-start';
import type { StoredResult } from './stored-result';

type Parts = Pick<StudioParts, 'engine' | 'pictures' | 'events' | 'folders'>;

/**
 * A preview as a job: one network call on the visible area, shown as a live picture. Throws a PlainError (bad request) if
 * the document lacks an input of the recipe.
 */
export function preview(parts: Parts, document: OpenDocument, asked: Asked): NewJob {
  const { view, kernel, start } = asked;
  const { recipe, measurement, on } = start(withoutEmptyMask(document, asked.recipe));
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
        await run(parts, document, { recipe, measurement, plan, kernel, on, folder }, context);
        return [];
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** The request for a preview. */
export interface Asked {
  readonly recipe: Recipe;
  /** The visible area, in pixels of the document. */
  readonly view: Rectangle;
  /** Path of a picture of the point spread function that replaces the recipe's. */
  readonly kernel: string | undefined;
  start(recipe: Recipe): RunStart;
}

/** Removes inpainting while the mask is empty, so that the other repairs can be previewed. */
function withoutEmptyMask({ mask }: OpenDocument, recipe: Recipe): Recipe {
  const others = recipe.operator.filter((name) => specOf(name).needs.mask === null);
  return mask.damaged === 0 && others.length > 0 ? { ...recipe, operator: others } : recipe;
}

interface Run {
  readonly recipe: Recipe;
  readonly measurement: Measurement;
  readonly plan: PreviewPlan;
  readonly kernel: string | undefined;
  readonly on: StoredResult | undefined;
  readonly folder: string;
}

async function run(parts: Parts, document: OpenDocument, job: Run, context: JobContext): Promise<void> {
  const { engine, folders } = parts;
  const { recipe, measurement, plan, kernel, on, folder } = job;
  const { signal } = context;
  const path = join(folder, 'photo.raw');
  const part = await (on
    ? takePart(parts.engine, on.raw, plan, path, signal)
    : readPhoto(parts, document, plan, path, signal));
  const mask = await readMask(parts, document, job, signal);
  const { jpeg } = measurement;
  const report = await callOnPart(
    engine,
    { plan, part, whole: document.raw, recipe, mask, jpeg, kernel, model: folders.model, folder },
    {
      signal,
      onProgress: ({ calls, totalCalls, provider }) =>
        context.update({ calls, totalCalls, share: shareOf(calls, totalCalls), provider: provider ?? null }),
    },
  );
  context.update({ calls: report.calls, totalCalls: report.calls, share: 1, step: 1 });
  const show = createLiveShow(parts, document, {
    id: context.id,
    signal,
    preview: true,
    part: plan.isMiddle,
  });
  for (const output of report.outputs) show.take(output, plan.area, 1);
  await show.settled();
}

/** Previews run one after another, so a replaced copy isn't in use. */
async function readPhoto(
  { engine }: Parts,
  document: OpenDocument,
  plan: PreviewPlan,
  partPath: string,
  signal: AbortSignal,
): Promise<PreviewPart> {
  const { raw, proxy } = document;
  const { kind, area } = plan;
  if (kind === 'part') return takePart(engine, raw, plan, partPath, signal);
  if (proxy && isSameArea(proxy.area, area)) return proxy;
  document.proxy = null;
  if (proxy) await rm(proxy.raw.path, { force: true });
  const rawPath = join(document.folder, `proxy-${newId()}.raw`);
  document.proxy = { area, ...(await takePart(engine, raw, plan, rawPath, signal)) };
  return document.proxy;
}

async function readMask(
  { engine }: Parts,
  { raw }: OpenDocument,
  { measurement, plan, folder }: Run,
  signal: AbortSignal,
): Promise<PartMask | undefined> {
  if (!measurement.tiles) return undefined;
  return writePartMask(engine, measurement.tiles, raw, plan.area, join(folder, 'tiles.raw'), signal);
}
