import type { Recipe } from '../../src-main/contract/recipe';
import type { Healed } from '../../src-main/contract/window/healing';
import type { Job } from '../../src-main/contract/window/jobs';
import { isHealedByHand } from '../../src-main/contract/window/results';
import { request } from '../client/client';
import type { MaskStep } from '../mask/delta';
import { createMaskEditor, type MaskEditor } from '../mask/mask-editor';
import { tilesOfStep } from '../mask/step-tiles';
import { say } from '../messages/messages';
import { recipeOf } from '../repairs/recipe';
import { NO_REPAIRS, tick } from '../repairs/schema';
import { alert } from '../state/alerts';
import { isOver } from '../state/jobs';
import { shownResult } from '../state/photo';
import { change, photoOf, shownPhoto } from '../state/photos';
import { askInTurn } from '../state/strokes';
import { useView } from '../state/view';
import { withProvider } from './restore';
import { showLooks } from './results';

/** A stroke that isn't healed yet: its mark is seen until then. */
interface Pending extends Marked {
  /** What was shown, and the result that is healed. */
  readonly base: string | null;
  readonly healed: string;
}

interface Marked {
  readonly mask: MaskEditor;
  readonly marks: MaskStep;
}

/** By stroke. */
const pending = new Map<string, Pending>();
/** Strokes of which something was healed. */
const healed = new Set<string>();
/** Marks whose strokes are healed, but which can't be taken away while another stroke is drawn. */
let toClear: Marked[] = [];

/** Takes up the brush that heals; each stroke is healed when it ends. */
export function chooseHeal(): void {
  const { document } = shownPhoto();
  if (!document) return;
  const mask = createMaskEditor(document, (marks) => begin(document.id, mask, marks));
  useView.setState({ mode: { name: 'heal', mask }, maskShown: 'overlay', spreadShown: false });
}

/** Makes ready what is shown, so that the first stroke waits neither for the network nor for a copy. */
export async function prepareHealing(document: string, result: string | null): Promise<void> {
  await request('prepareHealing', { document, result, recipe: healRecipe() });
}

/** Missing pixels alone, with what was chosen for the sampler. */
function healRecipe(): Recipe {
  const { advanced } = shownPhoto().choice.repairs;
  return withProvider({ ...recipeOf({ ...tick(NO_REPAIRS, 'scratches', true), advanced }), samples: 1 });
}

function begin(document: string, mask: MaskEditor, marks: MaskStep): void {
  queueMicrotask(clearMarks);
  const tiles = tilesOfStep(marks, mask.tiles());
  const recipe = healRecipe();
  askInTurn(async () => {
    try {
      const base = photoOf(document)?.shown ?? null;
      const begun = await request('heal', { document, result: beingHealed(base) ?? base, recipe, tiles });
      pending.set(begun.stroke, { mask, marks, base, healed: begun.healed });
      change({ why: 'strokeBegun', document, heal: begun });
    } catch (error) {
      toClear.push({ mask, marks });
      clearMarks();
      throw error;
    }
  });
}

/** The result of which a first stroke isn't seen yet, so that its base is still shown. */
function beingHealed(base: string | null): string | undefined {
  return [...pending.values()].find((entry) => entry.base === base)?.healed;
}

/** Draws the newest stroke under the pointer again, or the newest of all, with other random numbers. */
export function healAnew(): void {
  const photo = shownPhoto();
  const { document } = photo;
  const shown = shownResult(photo);
  if (!document) return;
  const { point } = useView.getState();
  const recipe = healRecipe();
  askInTurn(async () => {
    const asked = shown && isHealedByHand(shown) && { document: document.id, result: shown.id, recipe };
    const begun =
      asked &&
      ((await request('healAnew', { ...asked, at: point && { x: point.x, y: point.y } })) ??
        (await request('healAnew', { ...asked, at: null })));
    if (begun) change({ why: 'strokeBegun', document: document.id, heal: begun });
    else alert({ tone: 'notice', of: 'heal', message: say('heal.nothing') });
  });
}

/** A healed picture has changed: it is shown, and the stroke's mark goes. */
export function takeHealed(told: Healed): void {
  healed.add(told.stroke);
  change({ why: 'healed', document: told.document, healed: told });
  // A look of before was made of another picture.
  if (photoOf(told.document)?.looks[told.healed]) showLooks(told.document);
  settleMark(told.stroke);
}

/** The job of a stroke has changed: one that came to nothing can't be taken back. */
export function takeHealing(job: Job): void {
  if (!isOver(job)) return;
  settleMark(job.id);
  if (!healed.has(job.id)) change({ why: 'strokeGone', document: job.document, stroke: job.id });
}

function settleMark(stroke: string): void {
  const entry = pending.get(stroke);
  if (!entry) return;
  pending.delete(stroke);
  toClear.push(entry);
  clearMarks();
}

/** A mask flips no step in the middle of a stroke; then the rest is left for its end. */
function clearMarks(): void {
  for (const entry of toClear) {
    const take = () => {
      toClear = toClear.filter((one) => one !== entry);
      return entry.marks;
    };
    void entry.mask.flip(take);
  }
}
