/** Works on what was asked for last; what has waited longest is given up once too much waits. */
export interface LatestFirst {
  /** Undefined where it was given up. */
  run<T>(work: () => Promise<T>): Promise<T | undefined>;
}

/** @param atOnce pieces of work that run at a time */
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
