/** What a restored file says of its making. */
export interface Mark {
  /** With its version: 'Daguerre 0.1.0'. */
  readonly software: string;
  /** What was done, in words: operators and settings. */
  readonly recipe: string;
  /** Whether it is the mean, an exact sample of the posterior, or one of how much detail, in words. */
  readonly kind: string;
  readonly seed: number;
  /** How many results were put together by hand; left out for one that came as it is. */
  readonly parts?: number;
  /** How much of the restoration is in it, where the photo was mixed in: from 0 to 1. */
  readonly strength?: number;
  /** How much of the film's grain was given back, where any was: from 0 to 1. */
  readonly grain?: number;
  /** Of the network: its version, and what identifies its file. */
  readonly network: string;
  /** ISO 8601; left out, the file doesn't say when, and the same restoration gives the same bytes. */
  readonly made?: string;
}

/** IPTC's name for a photo with parts made by a trained network. */
const SOURCE_TYPE = 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia';

/**
 * ExifTool's arguments that write a mark into XMP: an entry more in the file's history (xmpMM:History, XMP part 2),
 * which keeps what earlier programs wrote, the program's name, and IPTC's digital source type.
 */
export function markTags(mark: Mark): string[] {
  const { software, made } = mark;
  const parameters = parametersOf(mark);
  const entry = Object.entries({
    Action: 'edited',
    SoftwareAgent: software,
    Parameters: parameters,
    ...(made !== undefined && { When: made }),
  });
  const fields = entry.map(([field, value]) => `${field}=${inStructure(value)}`);
  return [
    `-XMP-xmp:CreatorTool=${plain(software)}`,
    `-XMP-xmpMM:History+={${fields.join(',')}}`,
    `-XMP-iptcExt:DigitalSourceType=${SOURCE_TYPE}`,
  ];
}

function parametersOf({ recipe, kind, seed, parts, strength, grain, network }: Mark): string {
  const words = [recipe, kind];
  if (parts !== undefined) words.push(`put together by hand of ${parts} results`);
  if (strength !== undefined) words.push(`strength ${percent(strength)}`);
  if (grain !== undefined) words.push(`grain ${percent(grain)}`);
  return [...words, `seed ${seed}`, `network ${network}`].join('; ');
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}

/** ExifTool's structures escape their own signs by a bar. */
function inStructure(value: string): string {
  return plain(value.replace(/[|,{}[\]]/g, '|$&'));
}

/** exiftool-vendored has ExifTool take values as HTML, and one argument is one line. */
function plain(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\r\n?|\n/g, '&#10;');
}
