import { join } from 'node:path';
import type { OrientedTables } from '../contract/jpeg-tables';
import type { Recipe } from '../contract/recipe';
import type { z } from '../contract/schema';
import type { RawPicture } from '../imaging/raw-picture';
import type { Engine } from '../jobs/engine';
import type { callProgress } from '../processes/job-schemas';
import type { RequestOptions } from '../transport/requests';
import { tablesOfPart } from './jpeg-part';
import { cutMask, type PartMask } from './part-mask';
import { PREVIEW_SIDE, type PreviewPlan, scaleRecipe } from './preview-plan';

/** What the network sees of a photo, and how many of the photo's pixels one of its pixels has along a side. */
export interface PreviewPart {
  readonly raw: RawPicture;
  readonly factor: number;
}

/** Copies or cuts what a preview looks at. */
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
  /** For the photo as it is. */
  readonly recipe: Recipe;
  /** Damage; cut out of its file, which is removed. */
  readonly mask: PartMask | undefined;
  /** Of the whole photo. */
  readonly jpeg: OrientedTables | undefined;
  /** Path of a picture of the point spread function, in place of the recipe's own. */
  readonly kernel?: string | undefined;
  /** The network's file. */
  readonly model: string;
  /** For working files and the answer. */
  readonly folder: string;
}

/** One call of the network on a part of a photo: the compute process's report. */
export async function callOnPart(
  engine: Engine,
  { plan, part, recipe, mask, jpeg, kernel, model, folder }: PreviewCall,
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
