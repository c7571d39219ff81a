/** Runs the latest work first; if too much work waits, the oldest is dropped. */
export interface LatestFirst {
  /** Undefined if it was dropped. */
  run<T>(work: () => Promise<T>): Promise<T | undefined>;
}

/** @param atOnce number of pieces of work that run at the same time */
export function latestFirst(atOnce: number, mostWaiting: number): LatestFirst {
  const waiting: { begin(): void; giveUp(): void }[] = [];
  let running = 0;
  const next = () => {
    while (running < atOnce) {
      const latest = waiting.pop();
      if (!latest) return;
      running++;
      latest.begin();
    }
  };
  return {
    run: (work) =>
      new Promise((resolve, reject) => {
        waiting.push({
          begin: () => {
            work()
              .then(resolve, reject)
              .finally(() => {
                running--;
                next();
              });
          },
          giveUp: () => resolve(undefined),
        });
        if (waiting.length > mostWaiting) waiting.shift()?.giveUp();
        next();
      }),
  };
}
