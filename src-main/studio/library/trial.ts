import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { withoutTables } from '../../analysis/resolve-recipe';
import type { Rectangle } from '../../contract/geometry';
import type { RecipeRequest } from '../../contract/recipe';
import { needsMask, toningOf } from '../../contract/recipe-facts';
import type { PictureRef } from '../../contract/window/basics';
import type { Engine } from '../../jobs/engine';
import { damageFor } from '../../jobs/find-damage';
import { readMeasurementFiles } from '../../jobs/measurement-files';
import { recipeFor } from '../../jobs/prepare-photo';
import type { StudioFolders } from '../host';
import { newId } from '../ids';
import type { Pictures } from '../pictures';
import { callOnPart, takePart } from '../preview-call';
import { planPreview } from '../preview-plan';

/** A photo of a batch for a trial. */
export interface TrialPhoto {
  readonly path: string;
  /** The mask's file, if the batch has one with its name. */
  readonly mask: string | undefined;
}

/** The result of one network call on a photo. */
export interface TrialResult {
  readonly picture: PictureRef;
  /** The part of the photo that it shows, in the photo's pixels. */
  readonly area: Rectangle;
}

/** Tries a recipe on single photos of a batch without opening them. */
export interface Trials {
  /**
   * Replaces the previous trial immediately; if that is still running, it is cancelled and rejects. `find` returns the
   * photo and the processes.
   */
  show(
    find: () => Promise<{ readonly engine: Engine; readonly photo: TrialPhoto }>,
    recipe: RecipeRequest,
  ): Promise<TrialResult>;
  clear(): Promise<void>;
}

/** @param folders contains the path of the network */
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
        // Another trial has replaced this one, or trials have ended.
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
async function restore(engine: Engine, { photo, request: asked, model, signal }: Trial) {
  const { imaging, workspace } = engine;
  const { path } = photo;
  const at = (name: string) => join(workspace, name);
  const info = await imaging.request('probePhoto', { path }, { signal });
  const request = info.jpeg ? asked : withoutTables(asked);
  const files = await readMeasurementFiles(engine, info, request, { mask: photo.mask }, { signal });
  const raw = await imaging.request('decodePhoto', { path, rawPath: at('photo.raw') }, { signal });
  const damage = files.mask
    ? undefined
    : await damageFor(engine, request, raw, { path, name: 'damage.raw' }, { signal });
  const { jpeg } = files;
  const known = { damaged: damage?.share, hasTables: jpeg !== undefined };
  const recipe = await recipeFor(engine, request, raw, known, { signal });
  const whole = { x: 0, y: 0, width: raw.width, height: raw.height };
  const mask = files.mask ?? (needsMask(recipe) ? damage?.mask : undefined);
  const plan = planPreview(recipe, whole, raw, jpeg?.offset);
  const { area } = plan;
  const part = await takePart(engine, raw, plan, at('part.raw'), signal);
  const report = await callOnPart(
    engine,
    { plan, part, whole: raw, recipe, mask: mask && { mask, area }, jpeg, model, folder: workspace },
    { signal },
  );
  const toning = toningOf(recipe);
  const [result] = report.outputs;
  if (!toning) return { raw: result, area };
  const { noise, seed } = recipe;
  const look = { photo: part.raw, result, strength: 1, grain: 0, toning, noise, seed };
  const rawPath = at('toned.raw');
  return { raw: await imaging.request('applyLook', { ...look, rawPath }, { signal }), area };
}
