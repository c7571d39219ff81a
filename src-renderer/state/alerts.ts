import { create } from 'zustand';
import { sentenceOf } from '../client/plain-sentence';

export interface Alert {
  readonly id: number;
  readonly tone: 'error' | 'notice';
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

export function speak(spoken: string): void {
  useAlerts.setState({ spoken });
}

/** Runs what a person asked for; what goes wrong is shown as a sentence. Undefined where it went wrong. */
export async function attempt<Value>(work: () => Promise<Value>): Promise<Value | undefined> {
  useAlerts.setState(({ working }) => ({ working: working + 1 }));
  try {
    return await work();
  } catch (error) {
    alert({ tone: 'error', message: sentenceOf(error) });
    return undefined;
  } finally {
    useAlerts.setState(({ working }) => ({ working: working - 1 }));
  }
}

/** `attempt` for handlers that wait for nothing. */
export function start(work: () => Promise<unknown>): void {
  void attempt(work);
}
