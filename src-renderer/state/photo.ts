import { create } from 'zustand';
import type { PictureRef } from '../../src-main/contract/window/basics';
import type { PhotoDocument, Suggestions } from '../../src-main/contract/window/documents';
import { type Look, PLAIN_LOOK, type Result } from '../../src-main/contract/window/results';
import type { MaskEditor } from '../mask/mask-editor';
import { NO_STEPS, type Steps } from './steps';

export interface PhotoState {
  readonly document: PhotoDocument | null;
  readonly mask: MaskEditor | null;
  /** Null until the photo was looked at. */
  readonly suggestions: Suggestions | null;
  /** What is being read, in its own name, while that takes. */
  readonly opening: string | null;
  /** All results, oldest first: the photo's history. */
  readonly results: readonly Result[];
  /** Which result is shown; null for the photo itself. */
  readonly shown: string | null;
  /** By result; PLAIN_LOOK where there is none. */
  readonly looks: Readonly<Record<string, Look>>;
  /** Pictures of results with a look that isn't plain. */
  readonly looked: Readonly<Record<string, PictureRef>>;
  /** Something was done that neither saved results nor a project hold. */
  readonly unsaved: boolean;
  /** What was done to it, for undo and redo. */
  readonly steps: Steps;
  /** Heat map of how far candidates lie apart, and of which run. */
  readonly spread: { readonly run: string; readonly picture: PictureRef } | null;
}

export const NO_PHOTO: PhotoState = {
  document: null,
  mask: null,
  suggestions: null,
  opening: null,
  results: [],
  shown: null,
  looks: {},
  looked: {},
  unsaved: false,
  spread: null,
  steps: NO_STEPS,
};

export const usePhoto = create<PhotoState>()(() => NO_PHOTO);

/** Whether closing the photo would lose work. */
export function hasUnsavedWork({ unsaved, mask, results }: PhotoState): boolean {
  return unsaved && (results.length > 0 || (mask?.state().coverage ?? 0) > 0);
}

export function lookOf(result: string): Look {
  return usePhoto.getState().looks[result] ?? PLAIN_LOOK;
}

export function shownResult({ results, shown }: Pick<PhotoState, 'results' | 'shown'>): Result | null {
  return results.find(({ id }) => id === shown) ?? null;
}
