import type { StageHandle } from '../picture/stage-types';

let current: StageHandle | null = null;

/** The mounted stage; not in a store, because nothing is rendered differently for it. */
export function stage(): StageHandle | null {
  return current;
}

export function keepStage(handle: StageHandle | null): void {
  current = handle;
}
