type Listener = (payload: unknown) => void;

/**
 * Queues events for a page that may not listen yet. Events that come before the first listener of their name wait for
 * it, so that a file opened with the program isn't lost while the page loads.
 */
export function waitingEvents(names: readonly string[]): {
  deliver(name: string, payload: unknown): void;
  /** Adds a listener; the returned function removes it. */
  listen(name: string, listener: Listener): () => void;
} {
  const listeners = new Map<string, Set<Listener>>(names.map((name) => [name, new Set()]));
  const waiting = new Map<string, unknown[]>(names.map((name) => [name, []]));
  return {
    deliver: (name, payload) => {
      const listening = listeners.get(name);
      if (!listening) return;
      const early = waiting.get(name);
      if (early) early.push(payload);
      else for (const listener of listening) listener(payload);
    },
    listen: (name, listener) => {
      listeners.get(name)?.add(listener);
      for (const payload of waiting.get(name) ?? []) listener(payload);
      waiting.delete(name);
      return () => {
        listeners.get(name)?.delete(listener);
      };
    },
  };
}
