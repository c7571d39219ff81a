import type { MessageKey } from '../messages/keys';

/** The used properties of a pressed key. */
export interface Pressed {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

export type ReviewAction = 'accept' | 'reject' | 'redo' | 'next' | 'previous' | 'end';

const ACTIONS: Readonly<Record<string, ReviewAction>> = {
  a: 'accept',
  r: 'reject',
  n: 'redo',
  arrowright: 'next',
  arrowleft: 'previous',
  escape: 'end',
};

/** What each key does during a review, for the dialog of shortcuts. */
export const REVIEW_KEYS = [
  { keys: ['A'], does: 'library.accept' },
  { keys: ['R'], does: 'library.reject' },
  { keys: ['N'], does: 'library.redo' },
  { keys: ['→'], does: 'library.next' },
  { keys: ['←'], does: 'library.previous' },
  { keys: ['Esc'], does: 'library.backToGrid' },
] as const satisfies readonly { readonly keys: readonly string[]; readonly does: MessageKey }[];

/** The action of a key during a review; undefined for other keys. */
export function reviewAction({ key, ctrlKey, metaKey, altKey }: Pressed): ReviewAction | undefined {
  return ctrlKey || metaKey || altKey ? undefined : ACTIONS[key.toLowerCase()];
}
