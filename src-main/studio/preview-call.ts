import { join } from 'node:path';
import type { Extent, Rectangle } from '../contract/geometry';
import type { OrientedTables } from '../contract/jpeg-tables';
import type { Recipe } from '../contract/recipe';
import type { z } from '../contract/schema';
import type { RawPicture } from '../imaging/raw-picture';
import type { Engine } from '../jobs/engine';
import type { callProgress } from '../processes/job-schemas';
import type { RequestOptions } from '../transport/requests';
import { tablesOfPart } from './measurement';
import { cutMask, type PartMask } from './part-mask';
import { PREVIEW_SIDE, type PreviewPlan, scaleRecipe } from './preview-plan';

/** The network's input from a photo, and the number of the photo's pixels per pixel along each side. */
export interface PreviewPart {
  readonly raw: RawPicture;
  readonly factor: number;
}

/** Copies or crops the input of a preview. */
export async function takePart(
  { imaging }: Engine,
  raw: RawPicture,
  { kind, area }: PreviewPlan,
  rawPath: string,
  signal: AbortSignal,
): Promise<PreviewPart> {
  if (kind === 'proxy')
    return imaging.request('proxy', { raw, area, maxSide: PREVIEW_SIDE, rawPath }, { signal });
  return { raw: await imaging.request('cropRaw', { raw, area, angle: 0, rawPath }, { signal }), factor: 1 };
}

export interface PreviewCall {
  readonly plan: PreviewPlan;
  readonly part: PreviewPart;
  /** The whole photo's extent. */
  readonly whole: Extent;
  /** For the photo at full size. */
  readonly recipe: Recipe;
  /** The damage; its file is removed after cropping. */
  readonly mask: PartMask | undefined;
  /** Tables of the whole photo. */
  readonly jpeg: OrientedTables | undefined;
  /** Path of a picture of the point spread function that replaces the recipe's. */
  readonly kernel?: string | undefined;
  /** The network's file. */
  readonly model: string;
  /** Folder for working files and the answer. */
  readonly folder: string;
}

/** One call of the network on a part of a photo: the compute process's report. */
export async function callOnPart(
  engine: Engine,
  { plan, part, whole, recipe, mask, jpeg, kernel, model, folder }: PreviewCall,
  options: RequestOptions<z.output<typeof callProgress>> & { readonly signal: AbortSignal },
) {
  const { signal } = options;
  const side = plan.kind === 'proxy' ? PREVIEW_SIDE : undefined;
  const cut = mask && (await cutMask(engine, mask, side, join(folder, 'cut.raw'), signal));
  return engine.compute.request(
    'restore',
    {
      photo: part.raw,
      recipe: scaleRecipe(recipe, part.factor),
      frame: frameOf(plan.area, part.factor, whole),
      ...(cut && { mask: cut }),
      ...(jpeg && { jpeg: tablesOfPart(jpeg, plan.area.x, plan.area.y) }),
      ...(kernel !== undefined && {
        kernel: await engine.imaging.request('readKernel', { path: kernel }, { signal }),
      }),
      network: { modelPath: model, provider: recipe.provider },
      outputs: [join(folder, 'preview.raw')],
      depth: part.raw.depth,
      countsChanges: false,
    },
    options,
  );
}

/** Where a photo lies, in pixels of a copy of its part `area` that is `factor` times smaller. */
function frameOf({ x, y }: Rectangle, factor: number, { width, height }: Extent): Rectangle {
  return { x: -x / factor, y: -y / factor, width: width / factor, height: height / factor };
}
