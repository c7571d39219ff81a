import type { Toning } from '../contract/toning';
import { argumentText, structureText } from './structure';

/** The record of a restoration that is written into the restored file. */
export interface Mark {
  /** Name and version: 'Daguerre 0.1.0'. */
  readonly software: string;
  /** Operators and settings, in words. */
  readonly recipe: string;
  /** In words: the mean, an exact sample of the posterior, or a sample with a given amount of detail. */
  readonly kind: string;
  readonly seed: number;
  /** How many results were combined by hand; absent for a single result. */
  readonly parts?: number;
  /** How many strokes were healed by hand, if any. */
  readonly strokes?: number;
  /** The restoration's share, from 0 to 1, if the photo was mixed in. */
  readonly strength?: number;
  /** The share of film grain that was added, from 0 to 1, if any. */
  readonly grain?: number;
  /** The tone that it was given, if any. */
  readonly toning?: Toning;
  /** The network's version and its file's identifier. */
  readonly network: string;
  /** ISO 8601. If absent, no date is written and the same restoration gives the same bytes. */
  readonly made?: string;
}

/** IPTC's digital source type of a photo with parts made by a trained network. */
const SOURCE_TYPE = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia';

/**
 * Returns the ExifTool arguments that write a mark into XMP: a new entry in the file's history (xmpMM:History, XMP part
 * 2; earlier entries stay), the program's name, and IPTC's digital source type.
 */
export function markTags(mark: Mark): string[] {
  const { software, made } = mark;
  const entry = {
    Action: 'edited',
    SoftwareAgent: software,
    Parameters: parametersOf(mark),
    ...(made !== undefined && { When: made }),
  };
  return [
    `-XMP-xmp:CreatorTool=${argumentText(software)}`,
    `-XMP-xmpMM:History+=${structureText(entry)}`,
    `-XMP-iptcExt:DigitalSourceType=${SOURCE_TYPE}`,
  ];
}

function parametersOf({
  recipe,
  kind,
  seed,
  parts,
  strokes,
  strength,
  grain,
  toning,
  network,
}: Mark): string {
  const words = [recipe, kind];
  if (parts !== undefined) words.push(`put together by hand of ${parts} results`);
  if (strokes !== undefined)
    words.push(strokes === 1 ? '1 stroke healed by hand' : `${strokes} strokes healed by hand`);
  if (strength !== undefined) words.push(`strength ${percent(strength)}`);
  if (grain !== undefined) words.push(`grain ${percent(grain)}`);
  if (toning !== undefined) words.push(`toned ${toning}`);
  return [...words, `seed ${seed}`, `network ${network}`].join('; ');
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
