/** Between two frames while the processor is spared, in milliseconds: thirty a second. */
const SPARED_MS = 1000 / 30;

/** When a stage is painted: in the next frame of the screen, or in fewer of them. */
export interface FramePace {
  /** Has the stage painted once, soon. */
  schedule(): void;
  /**
   * Whether frames are to be few. Without a graphics card each frame is drawn by the cores that a restoration works on;
   * on two of them a stroke at full rate makes it half as slow again.
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
      // Half a frame of the screen early: asked for too late, a third frame would pass.
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
