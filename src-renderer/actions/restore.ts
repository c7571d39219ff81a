import { usualDetail } from '../../src-main/contract/detail';
import type { Recipe } from '../../src-main/contract/recipe';
import { needsMask } from '../../src-main/contract/recipe-facts';
import type { ReadId } from '../../src-main/contract/window/basics';
import type { PhotoDocument } from '../../src-main/contract/window/documents';
import { isHealedByHand, type Result } from '../../src-main/contract/window/results';
import { request } from '../client/client';
import { say } from '../messages/messages';
import { needsBlurPicture } from '../repairs/blur/repair';
import { obstacleOf, previewObstacleOf } from '../repairs/obstacles';
import { recipeOf } from '../repairs/recipe';
import type { Obstacle } from '../repairs/repair';
import { nextSeed } from '../repairs/words';
import { alert, attempt, speak } from '../state/alerts';
import { queueOf, useJobs } from '../state/jobs';
import { shownResult } from '../state/photo';
import { photoOf, shownPhoto } from '../state/photos';
import { useProgram } from '../state/program';
import { stage } from '../state/stage';
import type { Choice } from '../state/steps';
import { FIRST_VIEW, useView, visibleArea } from '../state/view';
import { flushMask } from './keep';
import { tellView } from './tell-view';

/** The current obstacle to a restoration, as a key of messages; null if there is none. */
function obstacleNow(of: typeof obstacleOf) {
  const { document, mask, choice } = shownPhoto();
  const { repairs, kernel } = choice;
  return of(repairs, {
    marked: (mask?.state().damagedPixels ?? 0) > 0,
    jpegTables: document?.jpegTables ?? false,
    blurPicture: kernel !== null,
  });
}

/** Previews the visible part with one call of the network; false if there is an obstacle. */
export function preview(): Promise<boolean> {
  return begin(askForPreview, () => obstacleNow(previewObstacleOf));
}

async function askForPreview(ready: Ready): Promise<void> {
  const { job } = await request('preview', { ...wishOf(ready), view: visibleArea(ready.document) });
  useJobs.setState({ previewed: { job, key: previewKey(ready) } });
}

/** Previews the visible part, unless that was done already, and then restores the whole photo; false if there is an obstacle. */
export function restore(): Promise<boolean> {
  const work = async (ready: Ready) => {
    // The restoration runs even if the preview fails.
    if (!isPreviewed(previewKey(ready))) await attempt(() => askForPreview(ready), 'restore');
    await run(ready);
  };
  return begin(work, () => obstacleNow(obstacleOf));
}

/**
 * Restores with the shown result's recipe and blur picture and other random numbers, or with the current repairs if no
 * result is shown. A result of a project has lost its picture of the blur, so the currently chosen one is used. There
 * is no preview, because it would show the known mean.
 */
export async function anotherResult(): Promise<boolean> {
  const photo = shownPhoto();
  const shown = shownResult(photo);
  const { repairs, kernel } = photo.choice;
  const seed = nextSeed(
    repairs,
    photo.results.map(({ recipe }) => recipe.seed),
  );
  const recipe: Recipe = { ...drawn(shown?.recipe ?? recipeOf(repairs)), seed, samples: 1 };
  const given = {
    recipe,
    kernel: needsBlurPicture(recipe) ? (shown?.kernel ?? kernel?.id ?? null) : null,
  };
  return begin(
    (ready) => run(ready, true),
    () => obstacleOfGiven(given),
    given,
  );
}

/** With `anew`, the shown picture is made again; otherwise the run continues from it. */
async function run(ready: Ready, anew = false): Promise<void> {
  await tellView();
  await request('restore', { ...wishOf(ready), anew });
  speak(say('announce.started'));
}

function wishOf({ document, recipe, kernel }: Ready) {
  const on = photoOf(document.id)?.shown ?? null;
  return {
    document: document.id,
    recipe,
    ...(kernel !== null && { kernel }),
    ...(on !== null && { on }),
  };
}

interface Ready {
  readonly document: PhotoDocument;
  readonly recipe: Recipe;
  readonly kernel: ReadId | null;
}

/**
 * Identifies the picture from which a restoration begins while a result is shown (studio/run-start.ts): the result, if
 * marks may be filled on top of it or it was healed by hand; otherwise the picture it was made from, for which another
 * preview would show nothing new.
 */
function startKey(shown: Result, recipe: Recipe) {
  const start = needsMask(recipe) || isHealedByHand(shown) ? shown : shown.on;
  return start ? [start.run, start.sample, start.made] : null;
}

/** Identifies the content of a preview: the repairs without settings of candidates, the marks, and the picture of the blur. */
function previewKey({ document, recipe, kernel }: Ready): string {
  const photo = photoOf(document.id);
  const marks = photo?.mask.state().version;
  const shown = photo && shownResult(photo);
  return JSON.stringify([
    document.id,
    shown ? startKey(shown, recipe) : null,
    { ...recipe, detail: 0, steps: 0, samples: 0, seed: 0 },
    kernel,
    marks,
  ]);
}

/** Whether this preview is the last requested one and hasn't failed or been cancelled. */
function isPreviewed(key: string): boolean {
  const { previewed, jobs } = useJobs.getState();
  const state = jobs.find(({ id }) => id === previewed?.job)?.state;
  return previewed?.key === key && state !== 'failed' && state !== 'cancelled';
}

/** Runs `work` after the mask was kept, unless there is an obstacle; `given` replaces the repairs. Returns whether it began. */
async function begin(
  work: (ready: Ready) => Promise<unknown>,
  obstacleTo: () => Obstacle | null,
  given?: Pick<Ready, 'recipe' | 'kernel'>,
): Promise<boolean> {
  const { document } = shownPhoto();
  if (!document || useJobs.getState().starting) return false;
  // An unfinished line counts too.
  stage()?.finish();
  const obstacle = obstacleTo();
  if (obstacle) {
    alert({ severity: 'notice', message: say(obstacle), of: 'restore' });
    return false;
  }
  useJobs.setState({ starting: true });
  // Marks would cover the result; choosing a tool shows them again.
  useView.setState({ spreadShown: false, mode: FIRST_VIEW.mode, maskShown: 'hidden' });
  try {
    await flushMask(document.id);
    const photo = photoOf(document.id);
    if (!photo) return false;
    await work({ document, ...(given ?? chosenBy(photo.choice)) });
    return true;
  } finally {
    useJobs.setState({ starting: false });
  }
}

function chosenBy({ repairs, kernel }: Choice): Pick<Ready, 'recipe' | 'kernel'> {
  const recipe = withProvider(recipeOf(repairs));
  return { recipe, kernel: needsBlurPicture(recipe) ? (kernel?.id ?? null) : null };
}

/** The mean has no other candidates, so its recipe becomes that of a sample with the usual detail, or a full sample. */
function drawn(recipe: Recipe): Recipe {
  if (recipe.detail > 0) return recipe;
  return { ...recipe, detail: usualDetail(recipe.operator, recipe.noise) || 1 };
}

function obstacleOfGiven({ recipe, kernel }: Pick<Ready, 'recipe' | 'kernel'>) {
  return needsBlurPicture(recipe) && kernel === null ? 'obstacle.blurPicture' : null;
}

/** The recipe with the settings' provider if the repairs name none. */
export function withProvider(recipe: Recipe): Recipe {
  const usual = useProgram.getState().info?.settings.provider ?? 'auto';
  return recipe.provider === 'auto' ? { ...recipe, provider: usual } : recipe;
}

export async function pause(job: string): Promise<void> {
  await request('pauseJob', { job });
}

export async function resume(job: string): Promise<void> {
  await request('resumeJob', { job });
}

export async function cancel(job: string): Promise<void> {
  useJobs.setState(({ ending }) => ({ ending: [...ending, job] }));
  try {
    await request('cancelJob', { job });
  } finally {
    useJobs.setState(({ ending }) => ({ ending: ending.filter((id) => id !== job) }));
  }
}

export async function cancelCurrent(): Promise<void> {
  const { current, next } = queueOf(useJobs.getState().jobs);
  // The waiting job first, because it would begin when the other ends.
  for (const job of [next, current]) if (job) await cancel(job.id);
}
