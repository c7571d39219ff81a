import type { ProgramInfo } from '../../src-main/contract/window/program';

export type Work = ProgramInfo['recovered'][number];

/** Unsaved work of one photo, latest first. */
export type Works = readonly [Work, ...Work[]];

/** Unsaved work by photo, in the order of each photo's latest. */
export function byPhoto(recovered: readonly Work[]): Works[] {
  const groups = new Map<number, Works>();
  for (const work of recovered) {
    const before = groups.get(work.photo);
    groups.set(work.photo, before ? [...before, work] : [work]);
  }
  return [...groups.values()];
}
