import type { Repairs } from '../repairs/schema';
import type { RepairsState } from './repairs';

/** One thing that was done to a photo, as undo takes it back. */
export interface Step {
  /** Whether it changed the marks; what of them, the mask's own history knows. */
  readonly mask: boolean;
  readonly repairs: { readonly before: RepairsState; readonly after: RepairsState } | null;
}

/** What was done to a photo, marks and repairs in one order. */
export interface Steps {
  /** Oldest first. */
  readonly past: readonly Step[];
  /** What was taken back, the next to do again last. */
  readonly future: readonly Step[];
}

export const NO_STEPS: Steps = { past: [], future: [] };

/** After a new step of the mask's history. */
export function withMask({ past }: Steps): Steps {
  return { past: [...past, { mask: true, repairs: null }], future: [] };
}

/** After the repairs became others. A slider that goes on from where the step before left it makes no further step. */
export function withRepairs(steps: Steps, before: RepairsState, after: RepairsState): Steps {
  if (changedValues(before, after).length === 0) return steps;
  const { past } = steps;
  const last = past.at(-1);
  const first = last && !last.mask && goesOn(last.repairs, before, after) ? last.repairs.before : null;
  if (first === null) return { past: [...past, { mask: false, repairs: { before, after } }], future: [] };
  const others = past.slice(0, -1);
  // Moved back to where it came from, it has changed nothing.
  if (changedValues(first, after).length === 0) return { past: others, future: [] };
  return { past: [...others, { mask: false, repairs: { before: first, after } }], future: [] };
}

/** After repairs followed from the newest step: both are taken back together. */
export function withFollowing({ past, future }: Steps, before: RepairsState, after: RepairsState): Steps {
  const last = past.at(-1);
  const step = { mask: last?.mask ?? false, repairs: { before: last?.repairs?.before ?? before, after } };
  return { past: [...past.slice(0, -1), step], future };
}

/** After the mask took its own newest step back by itself. */
export function withoutMask({ past, future }: Steps): Steps {
  const at = past.findLastIndex(({ mask }) => mask);
  const step = past[at];
  if (!step) return { past, future };
  const left = step.repairs ? [{ mask: false, repairs: step.repairs }] : [];
  return { past: past.toSpliced(at, 1, ...left), future };
}

/** With the newest step taken back. */
export function stepBack({ past, future }: Steps): Steps {
  const step = past.at(-1);
  return step ? { past: past.slice(0, -1), future: [...future, step] } : { past, future };
}

/** With the step that was taken back last done again. */
export function stepAgain({ past, future }: Steps): Steps {
  const step = future.at(-1);
  return step ? { past: [...past, step], future: future.slice(0, -1) } : { past, future };
}

/** Values that are moved rather than chosen. */
const SLIDING: ReadonlySet<string> = new Set([
  'noise.levels',
  'blur.deviation',
  'blur.length',
  'blur.angle',
  'advanced.detail',
  'advanced.steps',
  'advanced.samples',
  'advanced.seed',
]);

/** Whether a change moves just the values further that the step moved. */
function goesOn(
  step: Step['repairs'],
  before: RepairsState,
  after: RepairsState,
): step is NonNullable<Step['repairs']> {
  if (step === null) return false;
  const changed = changedValues(before, after);
  const moved = changedValues(step.before, step.after);
  return changed.join(' ') === moved.join(' ') && changed.every((name) => SLIDING.has(name));
}

/** Names of the values that differ. */
function changedValues(before: RepairsState, after: RepairsState): string[] {
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
