import { create } from 'zustand';
import { sentenceOf } from '../client/client';

/** Kinds of actions. An alert about one stays until the next action of its kind has succeeded. */
export type Deed =
  | 'open'
  | 'save'
  | 'restore'
  | 'mark'
  | 'keep'
  | 'result'
  | 'folder'
  | 'row'
  | 'preset'
  | 'heal';

export interface Alert {
  readonly id: number;
  readonly severity: 'error' | 'notice';
  /** The kind of action that it is about; without it, the alert stays until the user dismisses it. */
  readonly of?: Deed;
  readonly message: string;
  /** The address of a written file, on hosts without dialogs. */
  readonly download?: { readonly url: string; readonly name: string };
  /** An action that the alert offers. */
  readonly action?: { readonly label: string; act(): void };
}

interface AlertsState {
  readonly alerts: readonly Alert[];
  /** The newest message for screen readers. */
  readonly spoken: string;
  /** Number of running actions. */
  readonly working: number;
}

export const useAlerts = create<AlertsState>()(() => ({ alerts: [], spoken: '', working: 0 }));

let count = 0;

/** Shows a sentence; returns its id for `dismiss`. */
export function alert(alert: Omit<Alert, 'id'>): number {
  count += 1;
  const added = { ...alert, id: count };
  // The same sentence is shown only once.
  useAlerts.setState(({ alerts }) => ({
    alerts: [...alerts.filter(({ message }) => message !== alert.message), added].slice(-4),
  }));
  return added.id;
}

export function dismiss(id: number): void {
  useAlerts.setState(({ alerts }) => ({ alerts: alerts.filter((one) => one.id !== id) }));
}

/** Reports success and removes earlier alerts of the same kind; returns its id for `dismiss`. */
export function tellDone(of: Deed, said: Pick<Alert, 'message' | 'download' | 'action'>): number {
  settle(of);
  return alert({ severity: 'notice', of, ...said });
}

/** Removes alerts of a kind up to the alert `until`, by default all. */
export function settle(deed: Deed, until = count): void {
  useAlerts.setState(({ alerts }) => ({
    alerts: alerts.filter(({ of, id }) => of !== deed || id > until),
  }));
}

export function speak(spoken: string): void {
  useAlerts.setState({ spoken });
}

/** Runs a part of an action; shows a failure as a sentence and returns undefined. */
export async function attempt<Value>(work: () => Promise<Value>, of?: Deed): Promise<Value | undefined> {
  useAlerts.setState(({ working }) => ({ working: working + 1 }));
  try {
    return await work();
  } catch (error) {
    alert({ severity: 'error', message: sentenceOf(error), ...(of && { of }) });
    return undefined;
  } finally {
    useAlerts.setState(({ working }) => ({ working: working - 1 }));
  }
}

/**
 * Runs a whole action. When it succeeds, earlier alerts of its kind are removed; alerts shown meanwhile stay. `work`
 * returns false if nothing was done.
 */
export async function carryOut(work: () => Promise<unknown>, of: Deed): Promise<void> {
  const before = count;
  const answer = await attempt(async () => ({ came: (await work()) !== false }), of);
  if (answer?.came) settle(of, before);
}

/** `carryOut` for event handlers; without a kind, a failure stays until the user dismisses it. */
export function start(work: () => Promise<unknown>, of?: Deed): void {
  void (of ? carryOut(work, of) : attempt(work));
}
