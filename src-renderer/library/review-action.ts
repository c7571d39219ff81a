/** What is read of a key that is pressed. */
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

/** What a key means while results are reviewed; undefined for any other. */
export function reviewAction({ key, ctrlKey, metaKey, altKey }: Pressed): ReviewAction | undefined {
  return ctrlKey || metaKey || altKey ? undefined : ACTIONS[key.toLowerCase()];
}
