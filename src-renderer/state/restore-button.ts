import { stage } from './stage';

let current: HTMLButtonElement | null = null;

/** Keeps the button that restores; not a store, since nothing is drawn differently for it. */
export function keepRestoreButton(button: HTMLButtonElement | null): void {
  current = button;
}

/** Where one goes on once a restoration has ended: at the button for the next, or at the photo where it isn't there. */
export function focusRestore(): void {
  (current ?? stage())?.focus();
}
