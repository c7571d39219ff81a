import type { Result } from '../contract/window/results';
import { marksDigest } from './marks-digest';
import type { MaskStore } from './mask-store';

/** What of a document files of the person's hold: its project, or results that were saved as photos. */
export interface Held {
  /** Ids of results. */
  readonly results: Set<string>;
  /** Marks that a project holds, or that went into a saved result, by their digest. */
  readonly marks: Set<string>;
}

/** An open photo, as far as it matters here. */
interface Work {
  readonly held: Held;
  readonly results: ReadonlyMap<string, unknown>;
  readonly mask: Pick<MaskStore, 'tiles'>;
}

/** A result was saved as a photo; the marks that it was made with have come to what they were made for. */
export function holdResult({ held }: Work, { id, marks }: Result): void {
  held.results.add(id);
  if (marks !== undefined) held.marks.add(marks);
}

/** A project holds all that there is. */
export function holdAll({ held, results, mask }: Work): void {
  for (const id of results.keys()) held.results.add(id);
  held.marks.add(marksDigest(mask.tiles));
}

/** Whether files hold every result, as it is shown, and the marks that went into them. */
export function isAllHeld({ held, results, mask }: Work): boolean {
  if ([...results.keys()].some((id) => !held.results.has(id))) return false;
  return mask.tiles.length === 0 || held.marks.has(marksDigest(mask.tiles));
}
