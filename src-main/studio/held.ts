import type { Result } from '../contract/window/results';
import type { MaskStore } from './mask-store';
import { marksDigest } from './mask-sums';

/** The parts of a document that the user's files contain: a project, or results that were saved as photos. */
export interface Held {
  /** Ids of results. */
  readonly results: Set<string>;
  /** Digests of marks that a project contains or that a saved result used. */
  readonly marks: Set<string>;
}

/** The used part of an open photo. */
interface Work {
  readonly held: Held;
  readonly results: ReadonlyMap<string, unknown>;
  readonly mask: Pick<MaskStore, 'tiles'>;
}

/** Records that a result was saved as a photo; its marks have served their purpose. */
export function holdResult({ held }: Work, { id, marks, marked }: Result): void {
  held.results.add(id);
  for (const digest of [marks, marked]) if (digest !== undefined) held.marks.add(digest);
}

/** Records that a project contains everything. */
export function holdAll({ held, results, mask }: Work): void {
  for (const id of results.keys()) held.results.add(id);
  held.marks.add(marksDigest(mask.tiles));
}

/** Whether files contain every result with its look, and the current marks. */
export function isAllHeld({ held, results, mask }: Work): boolean {
  if ([...results.keys()].some((id) => !held.results.has(id))) return false;
  return mask.tiles.length === 0 || held.marks.has(marksDigest(mask.tiles));
}
