/** Work that can be made to wait between two steps of it, by a name that its sender chose. */
export interface Holds {
  /** Makes whatever passes under this name wait, or lets it go on. */
  set(name: string, on: boolean): void;
  /** Resolves at once, or when the name is let go, or when `signal` is aborted. */
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
