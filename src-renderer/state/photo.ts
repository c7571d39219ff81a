import type { PictureRef } from '../../src-main/contract/window/basics';
import type { PhotoDocument, Suggestions } from '../../src-main/contract/window/documents';
import type { Healed } from '../../src-main/contract/window/healing';
import { isHealedByHand, isPlain, type Look, type Result } from '../../src-main/contract/window/results';
import type { MaskStep } from '../mask/delta';
import type { MaskEditor } from '../mask/mask-editor';
import { NO_REPAIRS, tick } from '../repairs/schema';
import { moved, NO_HISTORY, nextStep, type Way, withStep } from './history';
import {
  type Choice,
  type HealedStroke,
  type Steps,
  withChoice,
  withMarks,
  withoutMarks,
  withoutStrokes,
} from './steps';

/** An open photo with everything that was done to it. */
export interface Photo {
  readonly document: PhotoDocument;
  readonly mask: MaskEditor;
  readonly choice: Choice;
  /** Null until the photo was analysed. */
  readonly suggestions: Suggestions | null;
  /** All results, oldest first: the photo's history. */
  readonly results: readonly Result[];
  /** Which of them is shown; null for the photo itself. */
  readonly shown: string | null;
  /** Looks by result; a missing one is PLAIN_LOOK. */
  readonly looks: Readonly<Record<string, Look>>;
  /** Pictures of results with a look that isn't plain. */
  readonly looked: Readonly<Record<string, PictureRef>>;
  /** Names of saved files by result, as long as the result's look is unchanged. */
  readonly saved: Readonly<Record<string, string>>;
  /** Whether there is work that neither saved results nor a project contain. */
  readonly unsaved: boolean;
  /** Its steps for undo and redo. */
  readonly steps: Steps;
  /** The heat map of the differences between candidates, and the candidates' ids. */
  readonly spread: Spread | null;
}

export interface Spread {
  readonly of: readonly string[];
  readonly picture: PictureRef;
}

/** A photo before anything was done to it. */
export const NOTHING_DONE: Omit<Photo, 'document' | 'mask'> = {
  choice: { repairs: NO_REPAIRS, kernel: null },
  suggestions: null,
  results: [],
  shown: null,
  looks: {},
  looked: {},
  saved: {},
  unsaved: false,
  steps: NO_HISTORY,
  spread: null,
};

/** A newly opened photo with its earlier work; the newest result is shown. */
export function openedPhoto(opened: Pick<Photo, 'document' | 'mask'> & Partial<Photo>): Photo {
  return { ...NOTHING_DONE, shown: opened.results?.at(-1)?.id ?? null, ...opened };
}

/** Why an open photo changes. */
export type PhotoChange =
  | { readonly why: 'examined'; readonly suggestions: Suggestions }
  /** The mask has made a step; `isMarked` if anything is marked after it. */
  | { readonly why: 'marked'; readonly marks: MaskStep; readonly isMarked: boolean }
  /** Marks are replaced by those of the next search. */
  | { readonly why: 'withdrawn'; readonly marks: MaskStep }
  /** The user chose repairs or a picture of the blur. */
  | { readonly why: 'chosen'; readonly choice: Partial<Choice> }
  /** The newest step is undone or redone; the caller does the same with the mask. */
  | { readonly why: Way }
  /** A stroke is being healed; from now on it can be undone. */
  | { readonly why: 'strokeBegun'; readonly heal: HealedStroke }
  /** A stroke healed nothing. */
  | { readonly why: 'strokeGone'; readonly stroke: string }
  | { readonly why: 'healed'; readonly healed: Pick<Healed, 'healed' | 'result' | 'base'> }
  | { readonly why: 'restored'; readonly results: readonly Result[] }
  | { readonly why: 'resultShown'; readonly result: string | null }
  | { readonly why: 'resultRemoved'; readonly result: string }
  | { readonly why: 'lookChosen'; readonly result: string; readonly look: Look }
  | { readonly why: 'lookDrawn'; readonly result: string; readonly look: Look; readonly picture: PictureRef }
  | { readonly why: 'compared'; readonly spread: Spread }
  /** A result was saved as a photo; `isAll` if files contain all work by then. */
  | { readonly why: 'resultSaved'; readonly result: string; readonly name: string; readonly isAll: boolean }
  | { readonly why: 'projectSaved'; readonly project: PhotoDocument['project'] };

/** An open photo after a change; the same object if nothing changed. */
export function photoAfter(photo: Photo, change: PhotoChange): Photo {
  switch (change.why) {
    case 'examined':
      return { ...photo, suggestions: change.suggestions };
    case 'marked': {
      const { choice } = photo;
      // Users who mark damage want it repaired, so the first mark ticks the repair.
      const ticks = change.isMarked && !choice.repairs.scratches.on;
      const after = ticks ? { ...choice, repairs: tick(choice.repairs, 'scratches', true) } : choice;
      return {
        ...photo,
        choice: after,
        steps: withMarks(photo.steps, change.marks, choice, after),
        unsaved: true,
      };
    }
    case 'withdrawn':
      return { ...photo, steps: withoutMarks(photo.steps, change.marks), unsaved: true };
    case 'chosen': {
      const choice = { ...photo.choice, ...change.choice };
      return { ...photo, choice, steps: withChoice(photo.steps, photo.choice, choice) };
    }
    case 'undo':
    case 'redo': {
      const step = nextStep(photo.steps, change.why);
      if (!step) return photo;
      const choice = step.choice?.[change.why === 'undo' ? 'before' : 'after'] ?? photo.choice;
      const unsaved = photo.unsaved || step.marks !== null || step.heal !== undefined;
      return { ...photo, choice, steps: moved(photo.steps, change.why), unsaved };
    }
    case 'strokeBegun': {
      const step = { marks: null, choice: null, heal: change.heal };
      return { ...photo, steps: withStep(photo.steps, step), unsaved: true };
    }
    case 'strokeGone':
      return { ...photo, steps: withoutStrokes(photo.steps, ({ stroke }) => stroke === change.stroke) };
    case 'healed':
      return withHealed(photo, change.healed);
    case 'restored':
      return withResults(photo, change.results);
    case 'resultShown': {
      const isThere = change.result === null || photo.results.some(({ id }) => id === change.result);
      return isThere ? { ...photo, shown: change.result } : photo;
    }
    case 'resultRemoved':
      return withoutResult(photo, change.result);
    case 'lookChosen': {
      const looks = { ...photo.looks, [change.result]: change.look };
      const { [change.result]: _, ...saved } = photo.saved;
      return { ...photo, looks, saved, unsaved: true };
    }
    case 'lookDrawn': {
      // Another look was chosen meanwhile.
      if (photo.looks[change.result] !== change.look) return photo;
      const { [change.result]: _, ...others } = photo.looked;
      const looked = isPlain(change.look) ? others : { ...others, [change.result]: change.picture };
      return { ...photo, looked };
    }
    case 'compared': {
      const { of } = change.spread;
      const areThere = of.every((result) => photo.results.some(({ id }) => id === result));
      return areThere ? { ...photo, spread: change.spread } : photo;
    }
    case 'resultSaved': {
      const saved = { ...photo.saved, [change.result]: change.name };
      return { ...photo, saved, unsaved: photo.unsaved && !change.isAll };
    }
    case 'projectSaved':
      return { ...photo, document: { ...photo.document, project: change.project }, unsaved: false };
  }
}

/** Adds new results and shows the first of them. */
function withResults(photo: Photo, added: readonly Result[]): Photo {
  const results = [...photo.results];
  for (const one of added) if (results.every(({ id }) => id !== one.id)) results.push(one);
  const first = results[photo.results.length];
  return first ? { ...photo, results, shown: first.id, unsaved: true } : photo;
}

/** Replaces a healed result by its new state. The first time, it is shown in place of the picture that it began on. */
function withHealed(
  photo: Photo,
  { healed, result, base }: Pick<Healed, 'healed' | 'result' | 'base'>,
): Photo {
  const { [healed]: _, ...saved } = photo.saved;
  const changed = { ...photo, saved, unsaved: true };
  if (!result) {
    const results = photo.results.filter(({ id }) => id !== healed);
    return { ...changed, results, shown: photo.shown === healed ? base : photo.shown };
  }
  const isThere = photo.results.some(({ id }) => id === healed);
  const results = isThere
    ? photo.results.map((one) => (one.id === healed ? result : one))
    : [...photo.results, result];
  return { ...changed, results, shown: isThere ? photo.shown : healed };
}

/** Removes a result, and the heat map that was made from it. */
function withoutResult(photo: Photo, result: string): Photo {
  const results = photo.results.filter(({ id }) => id !== result);
  const shown = photo.shown === result ? (results.at(-1)?.id ?? null) : photo.shown;
  const steps = withoutStrokes(photo.steps, ({ healed }) => healed === result);
  return { ...photo, results, shown, steps, spread: photo.spread?.of.includes(result) ? null : photo.spread };
}

/** Whether closing the photo would lose work. */
export function hasUnsavedWork({ unsaved, mask, results }: Photo): boolean {
  return unsaved && (results.length > 0 || mask.state().damagedPixels > 0);
}

/** Whether files contain the work on a photo; null if there is none. */
export function isSaved({ document, mask, results, unsaved }: Kept): boolean | null {
  if (results.length === 0 && (mask?.state().damagedPixels ?? 0) === 0 && !document?.project) return null;
  return !unsaved;
}

type Kept = Pick<Photo, 'results' | 'unsaved'> & {
  readonly document: Photo['document'] | null;
  readonly mask: MaskEditor | null;
};

export function shownResult({ results, shown }: Pick<Photo, 'results' | 'shown'>): Result | null {
  return results.find(({ id }) => id === shown) ?? null;
}

/** Whether the shown picture was healed stroke by stroke. */
export function isHealedShown(photo: Pick<Photo, 'results' | 'shown'>): boolean {
  const result = shownResult(photo);
  return result !== null && isHealedByHand(result);
}
