import type { Extent } from '../../src-main/contract/geometry';
import type { ViewPoint } from './coordinates';
import type { Compare } from './stage-types';

/** A part of the stage that shows the picture; all panes show the same part of the picture. */
export interface Pane {
  /** In CSS pixels of the stage. */
  readonly x: number;
  readonly width: number;
  readonly height: number;
  /** Share of the pane, from the left, that shows the state before: 0 none, 1 all. */
  readonly before: number;
}

/** CSS pixels between two panes. */
const GAP = 2;

export function panesOf(compare: Compare, stage: Extent): Pane[] {
  const { width, height } = stage;
  switch (compare.mode) {
    case 'off':
      return [{ x: 0, width, height, before: 0 }];
    case 'hold':
      return [{ x: 0, width, height, before: compare.held ? 1 : 0 }];
    case 'slider':
      return [{ x: 0, width, height, before: Math.min(Math.max(compare.position, 0), 1) }];
    case 'side': {
      const half = Math.max(1, Math.floor((width - GAP) / 2));
      return [
        { x: 0, width: half, height, before: 1 },
        { x: width - half, width: half, height, before: 0 },
      ];
    }
  }
}

/** The pane that contains a point of the stage, or the nearest if the point is between two. */
export function paneAt(panes: readonly Pane[], point: ViewPoint): Pane | undefined {
  return panes.findLast((pane) => point.x >= pane.x) ?? panes[0];
}
