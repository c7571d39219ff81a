import type { OperatorName } from '../operators/catalogue';
import { OPERATORS } from './operators';
import {
  fromText,
  kindOf,
  quoted,
  type Said,
  type SaidValue,
  type SayingKey,
  said,
  saidSchema,
} from './said';
import { SAYINGS } from './sayings';
import { z } from './schema';

// Earlier versions kept messages as English text. Only this file reads their ledgers and projects.

/** The earlier texts of messages whose text has changed since the version that kept English. */
export const EARLIER_TEXTS: { readonly [Key in SayingKey]?: string } = {
  givenUp: '{{provider}} was given up on the way: {{reason}}. The processor went on.',
  needsMask: 'inpaint needs --mask, a picture of the size of the photo in which white is damaged.',
  maskMarksNothing: 'The mask {{path}} marks nothing: white is damaged, and it has no white pixel.',
  recipeNoJson: "{{path}} is no recipe: it isn't JSON; see the README for how one is written.",
  recipeTooLong: '{{path}} is too long for a recipe; see the README for how one is written.',
  jpegLast: 'jpeg must come after {{earlier}} in the list, as the file was saved after it happened',
  foldersForm: 'folders must be a list of recipes, each with the pattern it is for as match',
  workingFull:
    'There is no space left for working files in {{folder}}; free some or have TMPDIR name another folder.',
  workingForbidden:
    "Working files can't be written in {{folder}}; make it writable or have TMPDIR name another folder.",
  workingGone:
    'The folder for working files in {{folder}} is gone; create it or have TMPDIR name another folder.',
  workingDisk: 'The disk of {{folder}} fails ({{code}}); check it or have TMPDIR name another folder.',
  noMask: 'no mask of its name',
  gone: 'gone, or not to be read',
  notThere: 'not there any more, or left out',
  nothing: 'nothing to be done',
  photoChanging: '{{path}} goes on changing while it is read; try again when it is finished.',
  laterProject: '{{path}} was made by a later version of Daguerre; open it with that one.',
  begunBefore:
    'A batch from {{folder}} to {{output}} was begun before ({{done}} of {{total}} photos are done); add --resume to go on with it, or choose another output folder.',
  notOfBatch: 'This photo is not part of the batch any more.',
  batchRuns: 'This batch runs already.',
  noneWaits: 'No photo of this batch waits.',
  batchClosed: 'This batch is not open any more; open it again.',
  batchFirst: 'The batch that runs must end, or be cancelled, first.',
  foldersAsked: 'The folders are being looked through already.',
  setAside: '{{path}} could not be understood; it was set aside as {{aside}} and a new one is begun.',
  pageEnded: 'The window ended unexpectedly and was loaded again; what you had done last may be missing.',
  photoClosed: 'This photo is not open any more; open it again.',
  pictureClosed: 'This picture is not open any more.',
  fileUnknown: 'This file is not known any more; choose it again.',
  notRecovered: 'There is nothing to recover under this name any more.',
  resultGone: 'This result is not there any more; choose another.',
  resultsUnlike: 'These two results differ in size or kind; choose two that were restored alike.',
  resultKinds: 'One result has other channels or another bit depth; choose results that were made alike.',
  uploadRoom: 'There is too little room on the disk for {{path}}; make room and try again.',
  overOriginalAsked: '{{path}} is the photo itself; choose another name, or say that it may be replaced.',
};

/** The form of a text: the values in braces are captured by name. */
interface Form {
  readonly key: string;
  readonly pattern: RegExp;
  /** The longest fixed part, because searching for it is much faster than matching the pattern. */
  readonly part: string;
}

/** In the order of the table, in which a narrower form comes before a form that includes it. */
const FORMS: readonly Form[] = Object.entries({ ...SAYINGS, ...EARLIER_TEXTS })
  .map(([key, text]) => ({ key, pattern: patternOf(text), part: longestPart(text) }))
  .filter(({ part }) => part !== '');

function patternOf(text: string): RegExp {
  const parts = text.split(/{{(\w+)}}/);
  const escaped = parts.map((part, i) =>
    i % 2 === 1 ? `(?<${part}>.+)` : part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  );
  return new RegExp(`^${escaped.join('')}$`, 's');
}

function longestPart(text: string): string {
  return text.split(/{{\w+}}/).reduce((longest, part) => (part.length > longest.length ? part : longest));
}

/** Reads a message from the text of a ledger or a queue, written by any version. */
export function readSaid(text: string): Said {
  return fromText(text) ?? fromEnglish(text) ?? quoted(text);
}

/** The same for a project, which contains messages as JSON or, from earlier versions, as text. */
export const keptSaid = z.union([saidSchema, z.string().transform(readSaid)]);

function fromEnglish(text: string): Said | undefined {
  for (const { key, pattern, part } of FORMS) {
    const match = text.includes(part) ? pattern.exec(text) : null;
    if (!match) continue;
    const values = Object.entries(match.groups ?? {}).map(([name, value]) => [name, heldValue(name, value)]);
    return saidSchema.safeParse({ key, values: Object.fromEntries(values) }).data;
  }
  return undefined;
}

function heldValue(name: string, text: string): SaidValue {
  switch (kindOf(name)) {
    case 'number':
      return Number(text);
    case 'numbers':
      return text.split(/ and |, /).map(Number);
    case 'operators':
      return operatorsIn(text);
    case 'said':
      return saidInside(text);
    default:
      return text;
  }
}

/** The operators in a text; the text itself if it names none, which no schema accepts. */
function operatorsIn(text: string): OperatorName[] | string {
  const names = text.split(/ and |, /);
  const found = names.flatMap((name) => OPERATORS.find((operator) => operator === name) ?? []);
  return found.length === names.length ? found : text;
}

function saidInside(text: string): Said {
  const operators = operatorsIn(text);
  if (Array.isArray(operators)) return said('operators', { operators });
  return fromEnglish(text) ?? quoted(text);
}
