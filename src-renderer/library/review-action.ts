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

/** The action of a key during a review; undefined for other keys. */
export function reviewAction({ key, ctrlKey, metaKey, altKey }: Pressed): ReviewAction | undefined {
  return ctrlKey || metaKey || altKey ? undefined : ACTIONS[key.toLowerCase()];
}
