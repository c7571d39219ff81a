import { Mutex } from '../../src-main/contract/mutex';
import { toningOf } from '../../src-main/contract/recipe-facts';
import { type Look, PLAIN_LOOK, posteriorOf, type Result } from '../../src-main/contract/window/results';
import { request } from '../client/client';
import { createMaskEditor } from '../mask/mask-editor';
import { carryOut } from '../state/alerts';
import { NO_HISTORY, withStep } from '../state/history';
import { dropPreview } from '../state/jobs';
import { change, changeShown, photoOf, shownPhoto } from '../state/photos';
import { stage } from '../state/stage';
import { FIRST_VIEW, keepOver, overIn, useView } from '../state/view';

/** Shows a result; null shows the photo itself. */
export function showResult(shown: string | null): void {
  changeShown({ why: 'resultShown', result: shown });
  dropPreview();
  const { spread } = shownPhoto();
  const isOfIt = shown !== null && spread?.of.includes(shown);
  if (spread && !isOfIt) useView.setState({ spreadShown: false });
}

export async function removeResult(result: string): Promise<void> {
  const { document } = shownPhoto();
  if (!document) return;
  await request('removeResult', { document: document.id, result });
  forgetResult(document.id, result);
}

export function forgetResult(document: string, result: string): void {
  change({ why: 'resultRemoved', document, result });
  if (shownPhoto().spread === null) useView.setState({ spreadShown: false });
}

/** Samples of the same posterior as this result, including itself; none if it isn't a sample. */
export function siblings(results: readonly Result[], result: Result): Result[] {
  const posterior = posteriorOf(result);
  return posterior === null ? [] : results.filter((other) => posteriorOf(other) === posterior);
}

/** Switches the view of invented parts on or off, and requests it the first time. */
export async function toggleSpread(result: Result): Promise<void> {
  const { spreadShown } = useView.getState();
  const { document, results, spread } = shownPhoto();
  if (spreadShown || !document) {
    useView.setState({ spreadShown: false });
    return;
  }
  const members = siblings(results, result).map(({ id }) => id);
  if (spread?.of.join(' ') !== members.join(' ')) {
    const { picture } = await request('spread', { document: document.id, results: members });
    change({ why: 'compared', document: document.id, spread: { of: members, picture } });
  }
  useView.setState({ spreadShown: true });
}

/** One request at a time; the last requested look wins. */
const looking = new Mutex();

/** Changes the look of a result, which its project keeps. */
export function setLook(result: string, look: Look): void {
  const { document } = shownPhoto();
  if (!document) return;
  changeShown({ why: 'lookChosen', result, look });
  askForLook(document.id, result, look);
}

/** Gives new results the tone of their recipe, as a look that can be changed. */
export function toneResults(document: string, results: readonly Result[]): void {
  for (const { id, recipe } of results) {
    const toning = toningOf(recipe);
    if (!toning) continue;
    const look = { ...PLAIN_LOOK, toning };
    change({ why: 'lookChosen', document, result: id, look });
    askForLook(document, id, look);
  }
}

/** Requests the pictures of an opened photo's results that have a look. */
export function showLooks(document: string): void {
  for (const [result, look] of Object.entries(photoOf(document)?.looks ?? {}))
    askForLook(document, result, look);
}

function askForLook(document: string, result: string, look: Look): void {
  void looking.run(() => carryOut(() => applyLook(document, result, look), 'result'));
}

async function applyLook(document: string, result: string, look: Look): Promise<void> {
  if (photoOf(document)?.looks[result] !== look) return;
  const { picture } = await request('applyLook', { document, result, look });
  change({ why: 'lookDrawn', document, result, look, picture });
}

/** Begins to paint parts of `over` onto the shown result. */
export function beginPaintOver(over: Result): void {
  const { document, shown } = shownPhoto();
  if (!document || !shown) return;
  const mask = createMaskEditor(document, (step) => {
    const now = overIn(useView.getState().mode);
    if (now?.mask === mask) keepOver({ ...now, steps: withStep(now.steps, step) });
  });
  const painted = { over: over.id, base: shown, mask, steps: NO_HISTORY };
  const mode = { name: 'marks', tool: 'brush', over: painted } as const;
  useView.setState({ mode, spreadShown: false, maskShown: 'overlay' });
}

export function endPaintOver(): void {
  // Hides the marks, as after a restoration, because they would cover the result.
  useView.setState({ mode: FIRST_VIEW.mode, maskShown: 'hidden' });
}

export async function applyPaintOver(): Promise<void> {
  const { document } = shownPhoto();
  const painted = overIn(useView.getState().mode);
  if (!document || !painted) return;
  stage()?.finish();
  // The user may be looking at another photo by now.
  const { over, base, mask } = painted;
  const made = await request('composeResults', {
    document: document.id,
    base,
    over,
    tiles: mask.save(),
  });
  endPaintOver();
  change({ why: 'restored', document: document.id, results: [made] });
}
