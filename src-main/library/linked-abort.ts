/** An AbortController that is also aborted by any of several signals, with that signal's reason. */
export interface LinkedAbort {
  readonly controller: AbortController;
  /** Removes the listeners from the signals. */
  unlink(): void;
}

/** Undefined signals are ignored. (The oldest supported Node has no AbortSignal.any.) */
export function linkedAbort(...signals: readonly (AbortSignal | undefined)[]): LinkedAbort {
  const controller = new AbortController();
  const links = signals
    .filter((signal) => signal !== undefined)
    .map((signal) => ({ signal, give: () => controller.abort(signal.reason) }));
  for (const { signal, give } of links) {
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
  }
  return {
    controller,
    unlink: () => {
      for (const { signal, give } of links) signal.removeEventListener('abort', give);
    },
  };
}
