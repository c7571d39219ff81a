/** Adds up the time in which something runs, however many run at once. */
export interface BusyTime {
  begin(): void;
  end(): void;
  readonly seconds: number;
}

export function createBusyTime(): BusyTime {
  let running = 0;
  let since = 0;
  let seconds = 0;
  return {
    begin() {
      if (running++ === 0) since = performance.now();
    },
    end() {
      if (--running === 0) seconds += (performance.now() - since) / 1000;
    },
    get seconds() {
      return seconds;
    },
  };
}
