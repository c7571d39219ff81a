import type { Recipe } from '../../src-main/contract/recipe';
import type { Healed } from '../../src-main/contract/window/healing';
import type { Job } from '../../src-main/contract/window/jobs';
import { isHealedByHand } from '../../src-main/contract/window/results';
import { request } from '../client/client';
import { type MaskStep, tilesOfStep } from '../mask/delta';
import { createMaskEditor, type MaskEditor } from '../mask/mask-editor';
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

/** A stroke that isn't healed yet; its mark is visible until then. */
interface Pending extends Marked {
  /** The picture that was shown, and the result that is healed. */
  readonly base: string | null;
  readonly healed: string;
}

interface Marked {
  readonly mask: MaskEditor;
  readonly marks: MaskStep;
}

/** Pending strokes by id. */
const pending = new Map<string, Pending>();
/** Strokes that have healed something. */
const healed = new Set<string>();
/** Marks of healed strokes that can't be removed while another stroke is being painted. */
let toClear: Marked[] = [];

/** Chooses the healing brush; each stroke is healed when it ends. */
export function chooseHeal(): void {
  const { document } = shownPhoto();
  if (!document) return;
  const mask = createMaskEditor(document, (marks) => begin(document.id, mask, marks));
  useView.setState({ mode: { name: 'heal', mask }, maskShown: 'overlay', spreadShown: false });
}

/** Prepares the shown picture, so that the first stroke waits neither for the network nor for a copy. */
export async function prepareHealing(document: string, result: string | null): Promise<void> {
  await request('prepareHealing', { document, result, recipe: healRecipe() });
}

/** The recipe for strokes: only missing pixels, with the chosen settings of the sampler. */
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

/** The result whose first stroke isn't visible yet, so that its base is still shown. */
function beingHealed(base: string | null): string | undefined {
  return [...pending.values()].find((entry) => entry.base === base)?.healed;
}

/** Samples the newest stroke under the pointer, or the newest of all, again with other random numbers. */
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
    else alert({ severity: 'notice', of: 'heal', message: say('heal.nothing') });
  });
}

/** Handles a change of a healed picture: shows it and removes the stroke's mark. */
export function takeHealed(told: Healed): void {
  healed.add(told.stroke);
  change({ why: 'healed', document: told.document, healed: told });
  // An existing look was made from the previous picture.
  if (photoOf(told.document)?.looks[told.healed]) showLooks(told.document);
  settleMark(told.stroke);
}

/** Handles a change of a stroke's job; a stroke that healed nothing can't be undone. */
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

/** Removes the marks of healed strokes. The mask flips no step during a stroke, so the rest waits for its end. */
function clearMarks(): void {
  for (const entry of toClear) {
    const take = () => {
      toClear = toClear.filter((one) => one !== entry);
      return entry.marks;
    };
    void entry.mask.flip(take);
  }
}
