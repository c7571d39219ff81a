import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { needsAnalysis, resolveRecipe } from '../../analysis/resolve-recipe';
import type { RecipeRequest } from '../../contract/recipe';
import type { PictureArea, PictureRef } from '../../contract/window/basics';
import type { Engine } from '../../jobs/engine';
import { readMeasurementFiles } from '../../jobs/measurement-files';
import type { StudioFolders } from '../host';
import { newId } from '../ids';
import type { Pictures } from '../pictures';
import { callOnPart, takePart } from '../preview-call';
import { planPreview } from '../preview-plan';

/** A photo of a batch, to be tried. */
export interface TrialPhoto {
  readonly path: string;
  /** A mask's file, where the batch has one of its name. */
  readonly mask: string | undefined;
}

/** What one call of the network makes of a photo. */
export interface TrialResult {
  readonly picture: PictureRef;
  /** The part of the photo that it shows, in the photo's pixels. */
  readonly area: PictureArea;
}

/** Looks at what a recipe does to single photos of a batch, which are not opened for it. */
export interface Trials {
  /**
   * Takes the place of the trial before at once, which is given up where it still runs: that rejects. `find` says which
   * photo, and by which processes.
   */
  show(
    find: () => Promise<{ readonly engine: Engine; readonly photo: TrialPhoto }>,
    recipe: RecipeRequest,
  ): Promise<TrialResult>;
  clear(): Promise<void>;
}

/** @param folders where the network is */
export function createTrials(pictures: Pictures, { model }: Pick<StudioFolders, 'model'>): Trials {
  let running = new AbortController();
  let shown: PictureRef | undefined;
  const drop = async () => {
    const dropped = shown;
    shown = undefined;
    if (dropped) await pictures.drop(dropped.id);
  };
  return {
    show: async (find, request) => {
      running.abort();
      running = new AbortController();
      const { signal } = running;
      const { engine, photo } = await find();
      const workspace = join(engine.workspace, `trial-${newId()}`);
      await mkdir(workspace, { recursive: true });
      try {
        const trial = { photo, request, model, signal };
        const { raw, area } = await restore({ ...engine, workspace }, trial);
        const picture = await pictures.showBriefly(raw, photo.path);
        await drop();
        shown = picture;
        // Another, or nothing, is looked at by now.
        if (signal.aborted) await drop();
        signal.throwIfAborted();
        return { picture, area };
      } finally {
        await rm(workspace, { recursive: true, force: true });
      }
    },
    clear: async () => {
      running.abort();
      await drop();
    },
  };
}

interface Trial {
  readonly photo: TrialPhoto;
  readonly request: RecipeRequest;
  readonly model: string;
  readonly signal: AbortSignal;
}

/** One call of the network on a copy or a part of the photo, in the engine's workspace. */
async function restore(engine: Engine, { photo, request, model, signal }: Trial) {
  const { imaging, workspace } = engine;
  const { path } = photo;
  const at = (name: string) => join(workspace, name);
  const info = await imaging.request('probePhoto', { path }, { signal });
  const files = await readMeasurementFiles(engine, info, request, { mask: photo.mask }, { signal });
  const raw = await imaging.request('decodePhoto', { path, rawPath: at('photo.raw') }, { signal });
  const found = needsAnalysis(request) ? await imaging.request('analyse', { raw }, { signal }) : undefined;
  const recipe = resolveRecipe(request, found);
  const whole = { x: 0, y: 0, width: raw.width, height: raw.height };
  const { mask, jpeg } = files;
  const plan = planPreview(recipe, whole, raw, jpeg?.offset);
  const { area } = plan;
  const part = await takePart(engine, raw, plan, at('part.raw'), signal);
  const report = await callOnPart(
    engine,
    { plan, part, recipe, mask: mask && { mask, area }, jpeg, model, folder: workspace },
    { signal },
  );
  return { raw: report.outputs[0], area };
}
