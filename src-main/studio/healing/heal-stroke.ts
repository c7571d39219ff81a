import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { callsOf } from '../../contract/detail';
import type { Point, Rectangle } from '../../contract/geometry';
import type { Recipe } from '../../contract/recipe';
import type { MaskTile } from '../../contract/window/mask-tiles';
import type { RawPicture } from '../../imaging/raw-picture';
import type { OpenDocument } from '../document';
import { type JobContext, type NewJob, shareOf } from '../jobs';
import type { StudioParts } from '../parts';
import type { HealedStroke, Healing } from './healing';
import { inTurn, patchStroke, tellHealed } from './patch-stroke';
import type { StrokeArea } from './stroke-area';

type Parts = Pick<StudioParts, 'engine' | 'pictures' | 'events' | 'folders'>;

export interface HealRequest {
  readonly healing: Healing;
  readonly tiles: readonly MaskTile[];
  readonly area: StrokeArea;
  /** A recipe that only fills missing pixels; its seed is the stroke's. */
  readonly recipe: Recipe;
  /** The stroke that is sampled again; its mean is already known. */
  readonly anew?: string;
}

/** The healing of a stroke as a job. What it reads and writes depends only on the stroke, not on the photo's size. */
export function healStroke(parts: Parts, document: OpenDocument, request: HealRequest): NewJob {
  return {
    document: document.id,
    kind: 'heal',
    steps: callsOf(request.recipe),
    samples: 1,
    work: async (context) => {
      const folder = join(document.folder, context.id);
      await mkdir(folder, { recursive: true });
      try {
        await heal(parts, document, request, folder, context);
        return [];
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

async function heal(
  parts: Parts,
  document: OpenDocument,
  request: HealRequest,
  folder: string,
  context: JobContext,
): Promise<void> {
  const { healing, recipe, anew, tiles, area } = request;
  const input = await readStroke(parts, healing, { tiles, area }, folder);
  const stroke = await newStroke(document, healing, request, context.id);
  const mean: Recipe = { ...recipe, detail: 0 };
  const stages = recipe.detail > 0 ? [...(anew === undefined ? [mean] : []), recipe] : [mean];
  let before = performance.now();
  for (const stage of stages) {
    const healed = await callOn(parts, healing, input, stage, folder, context);
    context.signal.throwIfAborted();
    await inTurn(document, async () => {
      await parts.engine.imaging.request('cropRaw', {
        raw: healed.output,
        area: within(area, healing.scale),
        angle: 0,
        rawPath: stroke.after.path,
      });
      const isFirst = !healing.done.includes(stroke);
      await patchStroke(parts, document, healing, stroke, stroke.after, isFirst);
      if (isFirst) take(document, healing, stroke);
      stroke.drawn = stage.detail > 0;
      healing.report = healed.report;
      healing.recipe ??= recipe;
      healing.calls += healed.report.calls;
      const now = performance.now();
      healing.seconds += (now - before) / 1000;
      before = now;
      await tellHealed(parts, document, healing, stroke.id);
    });
  }
}

/** The input of a stroke's calls: its surroundings, and its mask. */
interface StrokeInput {
  readonly photo: RawPicture;
  readonly mask: RawPicture;
  readonly at: Point;
}

async function readStroke(
  { engine }: Parts,
  { raw, scale }: Healing,
  { tiles, area }: Pick<HealRequest, 'tiles' | 'area'>,
  folder: string,
): Promise<StrokeInput> {
  const known = scaled(area.known, scale);
  const [photo, mask] = await Promise.all([
    engine.imaging.request('cropRaw', { raw, area: known, angle: 0, rawPath: join(folder, 'photo.raw') }),
    engine.imaging.request('writeMaskPart', {
      tiles: [...tiles],
      area: area.known,
      scale,
      rawPath: join(folder, 'mask.raw'),
    }),
  ]);
  return { photo, mask, at: { x: known.x, y: known.y } };
}

async function newStroke(
  document: OpenDocument,
  { raw, scale }: Healing,
  { tiles, area, recipe, anew }: HealRequest,
  id: string,
): Promise<HealedStroke> {
  const folder = join(document.folder, 'strokes');
  await mkdir(folder, { recursive: true });
  const { width, height } = scaled(area.box, scale);
  const boxed = (name: string): RawPicture => ({
    ...raw,
    width,
    height,
    path: join(folder, `${id}-${name}.raw`),
  });
  const { seed } = recipe;
  return {
    id,
    of: anew ?? id,
    tiles,
    area,
    seed,
    drawn: false,
    before: boxed('before'),
    after: boxed('after'),
  };
}

async function callOn(
  { engine, folders }: Parts,
  { raw }: Healing,
  { photo, mask, at }: StrokeInput,
  recipe: Recipe,
  folder: string,
  { signal, update }: Pick<JobContext, 'signal' | 'update'>,
) {
  const report = await engine.compute.request(
    'restore',
    {
      photo,
      recipe: { ...recipe, samples: 1 },
      mask,
      network: { modelPath: folders.model, provider: recipe.provider },
      outputs: [join(folder, 'healed.raw')],
      depth: photo.depth,
      countsChanges: false,
      part: { of: raw, ...at },
    },
    {
      signal,
      onProgress: ({ calls, totalCalls, step, pixels, totalPixels, provider }) =>
        update({
          calls,
          totalCalls,
          step,
          share: shareOf(pixels, totalPixels),
          provider: provider ?? null,
        }),
    },
  );
  const [output] = report.outputs;
  return { report, output };
}

/** Calls the network as for a stroke in the middle of the picture, so that it is loaded before the first stroke. */
export function warmUp(parts: Parts, document: OpenDocument, request: HealRequest): NewJob {
  return {
    document: document.id,
    kind: 'heal',
    steps: 1,
    samples: 1,
    isQuiet: true,
    work: async (context) => {
      const folder = join(document.folder, context.id);
      await mkdir(folder, { recursive: true });
      try {
        const input = await readStroke(parts, request.healing, request, folder);
        await callOn(parts, request.healing, input, { ...request.recipe, detail: 0 }, folder, context);
        return [];
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
  };
}

/** Adds a new stroke; strokes that were undone before it can't be redone any more. */
function take({ healings }: OpenDocument, healing: Healing, stroke: HealedStroke): void {
  for (const one of healings.values()) {
    for (const { before, after } of one.undone) {
      for (const { path } of [before, after]) void rm(path, { force: true });
    }
    one.undone = [];
  }
  healing.done.push(stroke);
}

function scaled({ x, y, width, height }: Rectangle, scale: number): Rectangle {
  return { x: x * scale, y: y * scale, width: width * scale, height: height * scale };
}

/** The box in pixels of the known part around it. */
function within({ box, known }: StrokeArea, scale: number): Rectangle {
  return scaled({ ...box, x: box.x - known.x, y: box.y - known.y }, scale);
}
