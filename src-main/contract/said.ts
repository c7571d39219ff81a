import { CATALOGUE, type OperatorName } from '../operators/catalogue';
import { SAYINGS } from './sayings';
import { z } from './schema';

export type SayingKey = keyof typeof SAYINGS;

/** The names in a text's braces. */
type Names<Text extends string> = Text extends `${string}{{${infer Name}}}${infer Rest}`
  ? Name | Names<Rest>
  : never;
type NamesOf<Key extends SayingKey> = Names<(typeof SAYINGS)[Key]>;
type ValueName = NamesOf<SayingKey>;

/**
 * A message of the program in errors, processes, HTTP, events, ledgers and projects: the key of a text and the values
 * for its braces. It becomes text in two places: in the terminal (inEnglish) and in the window, in its language. Only
 * `said` creates messages.
 */
export type Said = z.core.$brand<'Said'> & {
  readonly key: SayingKey;
  readonly values: Readonly<Record<string, SaidValue>>;
};
export type SaidValue = string | number | readonly number[] | readonly OperatorName[] | Said;

/** Parses messages from other processes and from files: a known key with all of its values. */
export const saidSchema: z.ZodType<Said, Said> = z.custom<Said>(isSaid);

const operatorNames = z.array(z.enum(CATALOGUE.map(({ name }) => name)));
const KINDS = {
  /** A path. The window shows only its last name. */
  file: z.string(),
  /** A folder or place that is shown in full, or a word of the system, a library or a format. */
  words: z.string(),
  number: z.number(),
  /** A number as text, with its digits. */
  digits: z.string(),
  numbers: z.array(z.number()),
  operators: operatorNames,
  said: saidSchema,
};
type Kind = keyof typeof KINDS;

/** The kind of value of each name in braces, the same in all texts. */
const KIND_OF = {
  aside: 'file',
  card: 'file',
  path: 'file',
  photo: 'file',
  code: 'words',
  detail: 'words',
  error: 'words',
  extension: 'words',
  field: 'words',
  folder: 'words',
  format: 'words',
  kind: 'words',
  last: 'words',
  name: 'words',
  names: 'words',
  other: 'words',
  output: 'words',
  pattern: 'words',
  place: 'words',
  /** A process of the engine, in English; the window's texts don't use it. */
  process: 'words',
  provider: 'words',
  signal: 'words',
  size: 'words',
  version: 'words',
  words: 'words',
  channels: 'number',
  column: 'number',
  contract: 'number',
  done: 'number',
  expected: 'number',
  frames: 'number',
  least: 'number',
  level: 'number',
  most: 'number',
  needed: 'number',
  noise: 'number',
  opset: 'number',
  page: 'number',
  pages: 'number',
  row: 'number',
  scale: 'number',
  seconds: 'number',
  total: 'number',
  x: 'number',
  y: 'number',
  found: 'digits',
  levels: 'digits',
  limit: 'digits',
  quality: 'digits',
  times: 'digits',
  scales: 'numbers',
  earlier: 'operators',
  operators: 'operators',
  how: 'said',
  issue: 'said',
  reason: 'said',
  what: 'said',
  why: 'said',
} as const satisfies Readonly<Record<ValueName, Kind>>;

type ValuesOf<Key extends SayingKey> = {
  readonly [Name in NamesOf<Key>]: z.input<(typeof KINDS)[(typeof KIND_OF)[Name]]>;
};

/** The keys of texts with exactly these names in braces; for `never`, of texts without names. */
export type SayingKeyOf<Name extends string> = {
  [Key in SayingKey]: [NamesOf<Key>, Name] extends [Name, NamesOf<Key>] ? Key : never;
}[SayingKey];

/** Creates a message by its key; the compiler requires the values that its text names. */
export function said<Key extends SayingKey>(
  key: Key,
  ...[values]: NamesOf<Key> extends never ? [] : [ValuesOf<Key>]
): Said {
  return saidSchema.parse({ key, values: values ?? {} });
}

/**
 * A message of words without a key. test/contract/said.test.ts lists the files that may use it: for terminals only, and
 * for words of other programs.
 */
export function quoted(words: string): Said {
  return said('quoted', { words });
}

/** The kind of value of a name; undefined for an unknown name. */
export function kindOf(name: string): Kind | undefined {
  return isValueName(name) ? KIND_OF[name] : undefined;
}

function isValueName(name: string): name is ValueName {
  return Object.hasOwn(KIND_OF, name);
}

/** Created once, because a dry run parses every value of every event with it. */
const keyWithValues = z.object({ key: z.string(), values: z.record(z.string(), z.unknown()) });

function isSaid(value: unknown): value is Said {
  const found = keyWithValues.safeParse(value);
  if (!found.success || !isSayingKey(found.data.key)) return false;
  const { key, values } = found.data;
  return namesIn(key).every((name) => KINDS[KIND_OF[name]].safeParse(values[name]).success);
}

function isSayingKey(key: string): key is SayingKey {
  return Object.hasOwn(SAYINGS, key);
}

/** The names in the braces of a text. */
function namesIn(key: SayingKey): ValueName[] {
  return [...SAYINGS[key].matchAll(/{{(\w+)}}/g)].flatMap(([, name]) => (isValueName(name) ? name : []));
}

/** A message as English text, for terminals. */
export function inEnglish({ key, values }: Said): string {
  return SAYINGS[key].replaceAll(/{{(\w+)}}/g, (_, name: string) => englishValue(name, values[name] ?? ''));
}

function englishValue(name: string, value: SaidValue): string {
  if (typeof value !== 'object') return String(value);
  if ('key' in value) return inEnglish(value);
  return value.join(name === 'earlier' ? ', ' : ' and ');
}

/** A value as JSON with its messages in English, for terminals. */
export function jsonInEnglish(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isSaid(part) ? inEnglish(part) : part));
}

/** The distinct messages, in the order of their first occurrence. */
export function distinct(all: readonly Said[]): Said[] {
  return [...new Map(all.map((said) => [toText(said), said])).values()];
}

/** Serialises a message for places that hold only text: a column of a ledger, the error of a queue, an issue of zod. */
export function toText(said: Said): string {
  return JSON.stringify(said);
}

/** Parses such a text; undefined if it isn't a message. */
export function fromText(text: string): Said | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return saidSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The first issue of a rejected value; the program's own schemas use a key (toText), zod uses English. */
export function firstIssue({ issues: [issue] }: z.ZodError): Said {
  if (issue?.code === 'unrecognized_keys') return said('noSuchOption', { name: issue.keys[0] ?? '' });
  if (issue?.code === 'invalid_type' && issue.path.length === 0) return said('recipeMalformed');
  return issue ? (fromText(issue.message) ?? quoted(issue.message)) : said('recipeMalformed');
}

/** All issues in English. */
export function issuesInEnglish({ issues }: z.ZodError): string {
  const english = issues.map((issue) => {
    const own = fromText(issue.message);
    return own ? { ...issue, message: inEnglish(own) } : issue;
  });
  return z.prettifyError({ issues: english });
}
