import type { Look, Result } from '../../src-main/contract/window/results';
import { request } from '../client/client';
import { createMaskEditor } from '../mask/mask-editor';
import { carryOut } from '../state/alerts';
import { dropPreview } from '../state/jobs';
import { usePhoto } from '../state/photo';
import { changePhoto } from '../state/shelf';
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
  changePhoto(document.id, ({ results, shown }) => {
    const left = results.filter(({ id }) => id !== result);
    return { results: left, shown: shown === result ? (left.at(-1)?.id ?? null) : shown };
  });
}

/** Results that can be compared with this one: same repairs and extent, other numbers. */
export function siblings(results: readonly Result[], result: Result): Result[] {
  const { width, height } = result.picture;
  const words = JSON.stringify({ ...result.recipe, seed: 0, samples: 0 });
  return results.filter(
    (other) =>
      other.picture.width === width &&
      other.picture.height === height &&
      JSON.stringify({ ...other.recipe, seed: 0, samples: 0 }) === words,
  );
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

export function setLook(result: string, look: Look): void {
  usePhoto.setState(({ looks }) => ({ looks: { ...looks, [result]: look } }));
  looking = looking.then(() => carryOut(() => applyLook(result, look), 'result'));
}

async function applyLook(result: string, look: Look): Promise<void> {
  const { document, looks } = usePhoto.getState();
  if (!document || looks[result] !== look) return;
  if (look.strength === 1 && look.grain === 0) {
    usePhoto.setState(({ looked }) => {
      const { [result]: _, ...others } = looked;
      return { looked: others };
    });
    return;
  }
  const { picture } = await request('applyLook', { document: document.id, result, look });
  changePhoto(document.id, ({ looked }) => ({ looked: { ...looked, [result]: picture } }));
}

/** Begins to paint parts of `over` on the result that is shown. */
export function beginPaintOver(over: Result): void {
  const { document } = usePhoto.getState();
  if (!document) return;
  useView.setState({
    mode: 'paintOver',
    tool: 'brush',
    spreadShown: false,
    maskShown: 'overlay',
    paintOver: { over: over.id, mask: createMaskEditor(document) },
  });
}

export function endPaintOver(): void {
  useView.setState({ mode: 'mask', tool: FIRST_VIEW.tool, paintOver: null });
}

export async function applyPaintOver(): Promise<void> {
  const { document, shown } = usePhoto.getState();
  const { paintOver } = useView.getState();
  if (!document || !shown || !paintOver) return;
  stage()?.finish();
  const { over, mask } = paintOver;
  const made = await request('composeResults', {
    document: document.id,
    base: shown,
    over,
    tiles: mask.save(),
  });
  endPaintOver();
  addResults(document.id, [made]);
}
