import { stage } from './stage';

let current: HTMLButtonElement | null = null;

/** Keeps the Restore button; not in a store, because nothing is rendered differently for it. */
export function keepRestoreButton(button: HTMLButtonElement | null): void {
  current = button;
}

/** Focuses the Restore button after a restoration, or the photo if the button isn't shown. */
export function focusRestore(): void {
  (current ?? stage())?.focus();
}
