/** Measures the time in which at least one thing runs. */
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
