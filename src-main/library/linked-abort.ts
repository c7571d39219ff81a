/** A controller that any of the signals aborts too, with its reason. */
export interface LinkedAbort {
  readonly controller: AbortController;
  /** Has the signals forget it. */
  unlink(): void;
}

/** Of undefined ones nothing is heard. (AbortSignal.any came later than the oldest Node that this runs on.) */
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
