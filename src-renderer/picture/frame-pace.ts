/** Milliseconds between two frames while the processor is spared: thirty frames per second. */
const SPARED_MS = 1000 / 30;

/** Schedules the painting of a stage: in the screen's next frame, or in fewer frames. */
export interface FramePace {
  /** Schedules one painting of the stage. */
  schedule(): void;
  /**
   * Whether to paint fewer frames. Without a graphics card the cores that run a restoration also draw each frame; on two
   * cores, strokes at the full rate make a restoration take 1.5 times as long.
   */
  spare(on: boolean): void;
  stop(): void;
}

export function createFramePace(paint: () => void): FramePace {
  let frame = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let spared = false;
  let last = Number.NEGATIVE_INFINITY;
  const paintNow = (now: number) => {
    frame = 0;
    last = now;
    paint();
  };
  const ask = () => {
    timer = undefined;
    frame = requestAnimationFrame(paintNow);
  };
  return {
    schedule() {
      if (frame !== 0 || timer !== undefined) return;
      // Half a screen frame early, because a late request would miss a frame.
      const wait = spared ? last + SPARED_MS - 8 - performance.now() : 0;
      if (wait > 0) timer = setTimeout(ask, wait);
      else ask();
    },
    spare(on) {
      spared = on;
    },
    stop() {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    },
  };
}
