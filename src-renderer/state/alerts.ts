import { create } from 'zustand';
import { sentenceOf } from '../client/plain-sentence';

/** Kinds of what people ask for: what is said of one holds until the next of its kind has succeeded. */
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
  readonly tone: 'error' | 'notice';
  /** What it is about; left out, it stays until it is put away. */
  readonly of?: Deed;
  readonly message: string;
  /** A place to fetch what was written, where there are no dialogs. */
  readonly download?: { readonly url: string; readonly name: string };
  /** What can be done about it. */
  readonly action?: { readonly label: string; act(): void };
}

interface AlertsState {
  readonly alerts: readonly Alert[];
  /** The newest thing to be said to screen readers. */
  readonly spoken: string;
  /** How much of what was asked for is still under way. */
  readonly working: number;
}

export const useAlerts = create<AlertsState>()(() => ({ alerts: [], spoken: '', working: 0 }));

let count = 0;

/** Shows a sentence; answers with its id for `dismiss`. */
export function alert(alert: Omit<Alert, 'id'>): number {
  count += 1;
  const added = { ...alert, id: count };
  // The same sentence twice is one alert.
  useAlerts.setState(({ alerts }) => ({
    alerts: [...alerts.filter(({ message }) => message !== alert.message), added].slice(-4),
  }));
  return added.id;
}

export function dismiss(id: number): void {
  useAlerts.setState(({ alerts }) => ({ alerts: alerts.filter((one) => one.id !== id) }));
}

/** Says that something was done, in place of all that was said of its kind; answers with its id for `dismiss`. */
export function tellDone(of: Deed, said: Pick<Alert, 'message' | 'download' | 'action'>): number {
  settle(of);
  return alert({ tone: 'notice', of, ...said });
}

/** Takes away what was said of a kind up to the alert `until`; left out, up to now. */
export function settle(deed: Deed, until = count): void {
  useAlerts.setState(({ alerts }) => ({
    alerts: alerts.filter(({ of, id }) => of !== deed || id > until),
  }));
}

export function speak(spoken: string): void {
  useAlerts.setState({ spoken });
}

/** Runs a part of what a person asked for; what goes wrong is shown as a sentence. Undefined where it went wrong. */
export async function attempt<Value>(work: () => Promise<Value>, of?: Deed): Promise<Value | undefined> {
  useAlerts.setState(({ working }) => ({ working: working + 1 }));
  try {
    return await work();
  } catch (error) {
    alert({ tone: 'error', message: sentenceOf(error), ...(of && { of }) });
    return undefined;
  } finally {
    useAlerts.setState(({ working }) => ({ working: working - 1 }));
  }
}

/**
 * Carries out what a person asked for as a whole. Once it has succeeded, what was said of its kind before is out of
 * date and goes; what was said meanwhile stays. `work` answers with false where nothing came of it.
 */
export async function carryOut(work: () => Promise<unknown>, of: Deed): Promise<void> {
  const before = count;
  const answer = await attempt(async () => ({ came: (await work()) !== false }), of);
  if (answer?.came) settle(of, before);
}

/** `carryOut` for handlers that wait for nothing; without a kind, what goes wrong stays until it is put away. */
export function start(work: () => Promise<unknown>, of?: Deed): void {
  void (of ? carryOut(work, of) : attempt(work));
}
