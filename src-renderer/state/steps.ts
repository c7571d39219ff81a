import type { FileRef } from '../../src-main/contract/window/basics';
import type { MaskStep } from '../mask/delta';
import { MOVED } from '../repairs/advanced';
import { REPAIR_NAMES, REPAIRS, type Repairs } from '../repairs/schema';
import { type History, withStep } from './history';

/** The user's choice of repairs for a photo. */
export interface Choice {
  readonly repairs: Repairs;
  /** A picture of the blur; it is kept in no preset. */
  readonly kernel: FileRef | null;
}

interface ChoiceStep {
  readonly before: Choice;
  readonly after: Choice;
}

/** Ids of a healed stroke and of the result that it healed. */
export interface HealedStroke {
  readonly stroke: string;
  readonly healed: string;
}

/** One step of undo: marks, repairs, marks with the repairs that followed from them, or a healed stroke. */
export type Step =
  | { readonly marks: MaskStep; readonly choice: ChoiceStep | null; readonly heal?: undefined }
  | { readonly marks: null; readonly choice: ChoiceStep; readonly heal?: undefined }
  | { readonly marks: null; readonly choice: null; readonly heal: HealedStroke };

/** The history of a photo, marks and repairs in one order. */
export type Steps = History<Step>;

/** The history after new marks and the repairs that followed from them; both are undone together. */
export function withMarks(steps: Steps, marks: MaskStep, before: Choice, after: Choice): Steps {
  return withStep(steps, { marks, choice: before === after ? null : { before, after } });
}

/** The history after a change of the repairs. A slider that continues its last movement makes no new step. */
export function withChoice(steps: Steps, before: Choice, after: Choice): Steps {
  if (changedValues(before, after).length === 0) return steps;
  const last = steps.past.at(-1);
  if (!last?.choice || last.marks !== null || !goesOn(last.choice, before, after)) {
    return withStep(steps, { marks: null, choice: { before, after } });
  }
  const past = steps.past.slice(0, -1);
  // If the slider is back where it began, nothing has changed.
  if (changedValues(last.choice.before, after).length === 0) return { past, future: [] };
  return withStep({ past, future: [] }, { marks: null, choice: { before: last.choice.before, after } });
}

/** The newest step of the marks; null if there is none. */
export function newestMarks({ past }: Steps): MaskStep | null {
  return past.findLast(({ marks }) => marks !== null)?.marks ?? null;
}

/** The history without these marks, which are gone for good; the repairs that followed from them stay. */
export function withoutMarks(steps: Steps, gone: MaskStep): Steps {
  const past = steps.past.flatMap((step): Step[] => {
    if (step.marks !== gone) return [step];
    return step.choice ? [{ marks: null, choice: step.choice }] : [];
  });
  return { past, future: [] };
}

/** The history without strokes that healed nothing or whose result is gone. */
export function withoutStrokes({ past, future }: Steps, areGone: (heal: HealedStroke) => boolean): Steps {
  const stays = ({ heal }: Step) => heal === undefined || !areGone(heal);
  return { past: past.filter(stays), future: future.filter(stays) };
}

/** Values that are changed by sliders. */
const SLIDING: ReadonlySet<string> = new Set([
  ...REPAIR_NAMES.flatMap((name) => (REPAIRS[name].moved ?? []).map((value) => `${name}.${value}`)),
  ...MOVED.map((value) => `advanced.${value}`),
]);

/** Whether a change only continues the movement of a step. */
function goesOn(step: ChoiceStep, before: Choice, after: Choice): boolean {
  const changed = changedValues(before, after);
  const moved = changedValues(step.before, step.after);
  return changed.join(' ') === moved.join(' ') && changed.every((name) => SLIDING.has(name));
}

/** Names of the values that differ. */
function changedValues(before: Choice, after: Choice): string[] {
  const [was, is] = [leavesOf(before.repairs), leavesOf(after.repairs)];
  const changed = [...is].filter(([name, value]) => was.get(name) !== value).map(([name]) => name);
  return before.kernel?.id === after.kernel?.id ? changed : [...changed, 'kernel'];
}

function leavesOf(repairs: Repairs): Map<string, unknown> {
  return new Map(
    Object.entries(repairs).flatMap(([group, values]) =>
      Object.entries(values).map(([name, value]): [string, unknown] => [`${group}.${name}`, value]),
    ),
  );
}
