import { isPlain, type Look, posteriorOf, type Result } from '../../src-main/contract/window/results';
import { request } from '../client/client';
import { createMaskEditor } from '../mask/mask-editor';
import { carryOut } from '../state/alerts';
import { dropPreview } from '../state/jobs';
import { usePhoto } from '../state/photo';
import { changePhoto, photoOf } from '../state/shelf';
import { stage } from '../state/stage';
import { FIRST_VIEW, useView } from '../state/view';

/** Shows a result; null shows the photo itself. */
export function showResult(shown: string | null): void {
  usePhoto.setState({ shown });
  dropPreview();
  const { spread } = usePhoto.getState();
  // `run` names the results that the map was made of.
  const isOfIt = shown !== null && spread?.run.split(' ').includes(shown);
  if (spread && !isOfIt) useView.setState({ spreadShown: false });
}

/** Results join those of their photo, which need not be the shown one; the first of them is shown with it. */
export function addResults(document: string, added: readonly Result[]): void {
  changePhoto(document, ({ results, shown }) => {
    const known = new Set(results.map(({ id }) => id));
    const fresh = added.filter(({ id }) => !known.has(id));
    if (fresh.length === 0) return {};
    return { results: [...results, ...fresh], shown: fresh[0]?.id ?? shown, unsaved: true };
  });
}

export async function removeResult(result: string): Promise<void> {
  const { document } = usePhoto.getState();
  if (!document) return;
  await request('removeResult', { document: document.id, result });
  forgetResult(document.id, result);
}

/** A result that is gone takes along the map that was made of it. */
export function forgetResult(document: string, result: string): void {
  changePhoto(document, ({ results, shown, spread }) => {
    const left = results.filter(({ id }) => id !== result);
    const isOfIt = spread?.run.split(' ').includes(result);
    return {
      results: left,
      shown: shown === result ? (left.at(-1)?.id ?? null) : shown,
      spread: isOfIt ? null : spread,
    };
  });
  if (usePhoto.getState().spread === null) useView.setState({ spreadShown: false });
}

/** Results that can be compared with this one, itself too: draws of one posterior. None where it is no draw. */
export function siblings(results: readonly Result[], result: Result): Result[] {
  const posterior = posteriorOf(result);
  return posterior === null ? [] : results.filter((other) => posteriorOf(other) === posterior);
}

/** Switches the view of what was invented on or off, asking for it the first time. */
export async function toggleSpread(result: Result): Promise<void> {
  const { spreadShown } = useView.getState();
  const { document, results, spread } = usePhoto.getState();
  if (spreadShown || !document) {
    useView.setState({ spreadShown: false });
    return;
  }
  const members = siblings(results, result).map(({ id }) => id);
  const run = members.join(' ');
  if (spread?.run !== run) {
    const { picture } = await request('spread', { document: document.id, results: members });
    changePhoto(document.id, () => ({ spread: { run, picture } }));
  }
  useView.setState({ spreadShown: true });
}

/** One request at a time, and the last look asked for wins. */
let looking: Promise<unknown> = Promise.resolve();

/** Shows a result of the shown photo in another way, which its project keeps. */
export function setLook(result: string, look: Look): void {
  const { document } = usePhoto.getState();
  if (!document) return;
  usePhoto.setState(({ looks }) => ({ looks: { ...looks, [result]: look }, unsaved: true }));
  askForLook(document.id, result, look);
}

/** Asks for the pictures of an opened photo's results that aren't shown as they came. */
export function showLooks(document: string): void {
  for (const [result, look] of Object.entries(photoOf(document)?.looks ?? {}))
    askForLook(document, result, look);
}

function askForLook(document: string, result: string, look: Look): void {
  looking = looking.then(() => carryOut(() => applyLook(document, result, look), 'result'));
}

async function applyLook(document: string, result: string, look: Look): Promise<void> {
  if (photoOf(document)?.looks[result] !== look) return;
  const { picture } = await request('applyLook', { document, result, look });
  changePhoto(document, ({ looked: { [result]: _, ...others } }) => ({
    looked: isPlain(look) ? others : { ...others, [result]: picture },
  }));
}

/** Begins to paint parts of `over` on the result that is shown. */
export function beginPaintOver(over: Result): void {
  const { document, shown } = usePhoto.getState();
  if (!document || !shown) return;
  useView.setState({
    mode: 'paintOver',
    tool: 'brush',
    spreadShown: false,
    maskShown: 'overlay',
    paintOver: { over: over.id, base: shown, mask: createMaskEditor(document) },
  });
}

export function endPaintOver(): void {
  // As after a restoration: the marked damage would lie over the result that is looked at.
  useView.setState({ mode: 'mask', tool: FIRST_VIEW.tool, maskShown: 'hidden', paintOver: null });
}

export async function applyPaintOver(): Promise<void> {
  const { document } = usePhoto.getState();
  const { paintOver } = useView.getState();
  if (!document || !paintOver) return;
  stage()?.finish();
  // Whatever was looked at meanwhile.
  const { over, base, mask } = paintOver;
  const made = await request('composeResults', {
    document: document.id,
    base,
    over,
    tiles: mask.save(),
  });
  endPaintOver();
  addResults(document.id, [made]);
}
