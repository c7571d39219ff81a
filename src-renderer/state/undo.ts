import { attempt } from './alerts';
import { moveCrop } from './crop-steps';
import { usePhoto } from './photo';
import { type RepairsState, useRepairs } from './repairs';
import { changePhoto, isSwapping, setRepairsOf } from './shelf';
import { stage } from './stage';
import {
  type Step,
  type Steps,
  stepAgain,
  stepBack,
  withFollowing,
  withMask,
  withoutMask,
  withRepairs,
} from './steps';
import { useView } from './view';

/** What repairs that change now are to the history: a step, a part of the newest step, or a step taken back. */
let changing: 'step' | 'following' | 'back' = 'step';

/** Counts every change of the shown photo's repairs as a step, until the returned function is called. */
export function keepSteps(): () => void {
  return useRepairs.subscribe((after, before) => {
    const { document } = usePhoto.getState();
    if (!document || isSwapping() || changing === 'back') return;
    const taken = changing === 'following' ? withFollowing : withRepairs;
    changePhoto(document.id, ({ steps }) => ({ steps: taken(steps, before, after) }));
  });
}

/** Changes repairs as a part of the newest step: undo takes both back at once. */
export function following(change: () => void): void {
  as('following', change);
}

function as(what: typeof changing, change: () => void): void {
  changing = what;
  try {
    change();
  } finally {
    changing = 'step';
  }
}

/** One after another: a long operation on the mask must have ended before the next step is looked at. */
let going: Promise<unknown> = Promise.resolve();

/** Takes the newest step back: of a crop's frame, of what is painted over a result, else of marks and repairs. */
export function undo(): Promise<void> {
  return go('undo');
}

/** Does the step again that was taken back last. */
export function redo(): Promise<void> {
  return go('redo');
}

interface Way {
  next(steps: Steps): Step | undefined;
  move(steps: Steps): Steps;
  /** `move` of a mask's step that took long enough for another step to come in between. */
  late(steps: Steps): Steps;
  repairs(step: Step): RepairsState | undefined;
}

const WAYS: Readonly<Record<'undo' | 'redo', Way>> = {
  undo: {
    next: ({ past }) => past.at(-1),
    move: stepBack,
    late: withoutMask,
    repairs: ({ repairs }) => repairs?.before,
  },
  redo: {
    next: ({ future }) => future.at(-1),
    move: stepAgain,
    late: withMask,
    repairs: ({ repairs }) => repairs?.after,
  },
};

async function go(way: 'undo' | 'redo'): Promise<void> {
  const { paintOver, mode } = useView.getState();
  if (mode === 'crop') return moveCrop(way);
  if (way === 'undo' && stage()?.takeBack()) return;
  if (paintOver) return paintOver.mask[way]();
  going = going.then(() => attempt(() => take(way)));
  await going;
}

async function take(way: 'undo' | 'redo'): Promise<void> {
  const { next, move, late, repairs: repairsOf } = WAYS[way];
  const { document, mask, steps } = usePhoto.getState();
  const step = next(steps);
  if (!document || !mask || !step) return;
  if (step.mask) {
    const { version } = mask.state();
    await mask[way]();
    // In the middle of a stroke nothing is taken back.
    if (mask.state().version === version) return;
  }
  changePhoto(document.id, ({ steps: now }) => ({ steps: next(now) === step ? move(now) : late(now) }));
  const repairs = repairsOf(step);
  if (!repairs) return;
  as('back', () => setRepairsOf(document.id, repairs));
  // What was taken back is to be seen; marks are seen on the photo.
  if (!step.mask) useView.setState({ panel: 'repairs' });
}
