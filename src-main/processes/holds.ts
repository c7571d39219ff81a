/** Pauses work between its steps, by a name that its sender chose. */
export interface Holds {
  /** Makes work of this name wait at its next `pass`, or lets it continue. */
  set(name: string, on: boolean): void;
  /** Resolves at once if the name isn't held; otherwise when it is released or `signal` is aborted. */
  pass(name: string, signal: AbortSignal): Promise<void>;
}

export function createHolds(): Holds {
  const held = new Map<string, Set<() => void>>();
  return {
    set: (name, on) => {
      const waiting = held.get(name);
      if (on) {
        if (!waiting) held.set(name, new Set());
        return;
      }
      held.delete(name);
      for (const release of waiting ?? []) release();
    },
    pass: async (name, signal) => {
      const waiting = held.get(name);
      if (!waiting || signal.aborted) return;
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    },
  };
}
