import type { StageHandle } from '../picture/stage-types';

let current: StageHandle | null = null;

/** The stage that is mounted; not a store, since nothing is drawn differently for it. */
export function stage(): StageHandle | null {
  return current;
}

export function keepStage(handle: StageHandle | null): void {
  current = handle;
}
