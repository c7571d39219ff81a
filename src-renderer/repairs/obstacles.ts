import { SPECS } from '../../src-main/contract/operators';
import type { RepairName } from '../../src-main/operators/catalogue';
import type { Estimated } from './recipe';
import type { Circumstances, FolderObstacle, Obstacle } from './repair';
import { REPAIRS, type Repairs, tick, tickedIn } from './schema';

/** The first obstacle to a restoration; null if there is none. */
export function obstacleOf(repairs: Repairs, circumstances: Circumstances): Obstacle | null {
  const ticked = tickedIn(repairs);
  if (ticked.length === 0) return 'obstacle.nothing';
  return first(ticked, (name) => obstacleTo(repairs, name, circumstances));
}

/** Like obstacleOf, but for a preview: without marks it shows the other repairs. */
export function previewObstacleOf(repairs: Repairs, circumstances: Circumstances): Obstacle | null {
  const others = MASKED.reduce((left, name) => tick(left, name, false), repairs);
  const leavesMarks = !circumstances.marked && tickedIn(others).length > 0;
  return obstacleOf(leavesMarks ? others : repairs, circumstances);
}

/** The first obstacle to restoring a folder; null if there is none. */
export function folderObstacleOf(
  repairs: Repairs,
  estimated: Estimated,
  hasMasks: boolean,
): FolderObstacle | null {
  const ticked = tickedIn(repairs);
  if (ticked.length === 0) return 'library.obstacle.nothing';
  if (MASKED.some((name) => repairs[name].on && !estimated[name]) && !hasMasks)
    return 'library.obstacle.masks';
  const chosen = ticked.filter((name) => !estimated[name]);
  return first(chosen, (name) => folderObstacleTo(repairs, name));
}

/** The repairs that use a mask of the damage. */
export const MASKED: readonly RepairName[] = SPECS.filter(({ needs }) => needs.mask !== null).map(
  ({ repair }) => repair.name,
);

/** Whether a ticked repair uses a mask of the damage. */
export function usesMask(repairs: Repairs): boolean {
  return MASKED.some((name) => repairs[name].on);
}

function first<Item, Found>(items: readonly Item[], find: (item: Item) => Found | null): Found | null {
  return items.map(find).find((found) => found !== null) ?? null;
}

function obstacleTo<Name extends RepairName>(repairs: Repairs, name: Name, circumstances: Circumstances) {
  return REPAIRS[name].obstacle?.(repairs[name], circumstances) ?? null;
}

function folderObstacleTo<Name extends RepairName>(repairs: Repairs, name: Name) {
  return REPAIRS[name].folderObstacle?.(repairs[name]) ?? null;
}
