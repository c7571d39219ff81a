import type { Recipe } from '../../contract/recipe';
import type { z } from '../../contract/schema';
import type { PictureRef } from '../../contract/window/basics';
import type { MaskTile } from '../../contract/window/mask-tiles';
import type { Look, Result, Stroke } from '../../contract/window/results';
import type { RawPicture } from '../../imaging/raw-picture';
import type { restoreResult } from '../../processes/job-schemas';
import type { StoredResult } from '../stored-result';
import type { StrokeArea } from './stroke-area';

/** A picture that is healed in place, stroke by stroke. Without strokes it is a copy of its base, and isn't a result yet. */
export interface Healing {
  /** The id of its result. */
  readonly id: string;
  /** The result that is healed; null for the photo. For a healed result of a project it is the result itself. */
  readonly base: StoredResult | null;
  /** The base's look at that time, which tells whether a prepared copy is still the right one. */
  readonly look: Look;
  readonly raw: RawPicture;
  /** The picture's pixels per pixel of the document, along each side. */
  readonly scale: number;
  picture: PictureRef;
  readonly run: string;
  /** The healed strokes, oldest first, and the undone ones; the last of these is redone first. */
  done: HealedStroke[];
  undone: HealedStroke[];
  changedPixels: number | null;
  seconds: number;
  calls: number;
  /** The last run's report about its network; undefined before the first run. */
  report: Pick<z.output<typeof restoreResult>, 'network' | 'warnings'> | undefined;
  /** The recipe of the first stroke. */
  recipe: Recipe | undefined;
  /** Names of its files in the document's record (kept-strokes.ts). */
  readonly kept: Set<string>;
}

/** One stroke with its files, by which it can be undone and redone. */
export interface HealedStroke {
  /** Also the id of the job that heals it. */
  readonly id: string;
  /** The stroke itself, or the stroke that it samples again. */
  readonly of: string;
  readonly tiles: readonly MaskTile[];
  readonly area: StrokeArea;
  readonly seed: number;
  drawn: boolean;
  /** The box before and after the stroke: raw pictures of its size, in the healed picture's pixels. */
  readonly before: RawPicture;
  readonly after: RawPicture;
}

/** Strokes for the window; a stroke that was sampled again appears once, as sampled last. */
function describeStrokes(done: readonly HealedStroke[]): Stroke[] {
  const strokes = new Map<string, Stroke>();
  for (const { of, area, seed, drawn } of done) {
    strokes.set(of, { area: strokes.get(of)?.area ?? area.box, seed, drawn });
  }
  return [...strokes.values()];
}

/** The result of a healed picture; null for a copy without strokes, which is its base. */
export function resultOf(healing: Healing): Result | null {
  const { id, base, picture, run, done, report, recipe, changedPixels, seconds, calls } = healing;
  if (done.length === 0 || !report || !recipe) {
    return base?.result.id === id ? { ...base.result, picture, changedPixels } : null;
  }
  const { network, warnings } = report;
  const before = base?.result;
  const isItself = before?.id === id;
  const recipes = before ? (before.recipes ?? [before.recipe]) : [];
  return {
    ...(before ?? { recipe, provider: network.provider, reasons: network.reasons, warnings }),
    id,
    picture,
    run,
    sample: null,
    seconds,
    calls,
    changedPixels,
    model: { version: network.version, sha256: network.sha256 },
    made: new Date().toISOString(),
    recipes: isItself ? recipes : [...recipes, recipe],
    ...(before && !isItself && { of: [{ run: before.run, sample: before.sample, made: before.made }] }),
    strokes: [...(before?.strokes ?? []), ...describeStrokes(done)],
  };
}
