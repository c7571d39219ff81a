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
 * What the program says, as it travels through errors, processes, HTTP, events, ledgers and projects: the key of a text
 * and the values that fill its braces. Text is made at two edges: the terminal (inEnglish) and the window, in its
 * language. Made by `said` alone.
 */
export type Said = z.core.$brand<'Said'> & {
  readonly key: SayingKey;
  readonly values: Readonly<Record<string, SaidValue>>;
};
export type SaidValue = string | number | readonly number[] | readonly OperatorName[] | Said;

/** What crosses to this process or was written before is parsed: a key that is there, with all of its values. */
export const saidSchema: z.ZodType<Said, Said> = z.custom<Said>(isSaid);

const operatorNames = z.array(z.enum(CATALOGUE.map(({ name }) => name)));
const KINDS = {
  /** A path. The window says its last name alone. */
  file: z.string(),
  /** A folder or place that is said whole, or a word that isn't the program's: of the system, a library, a format. */
  words: z.string(),
  number: z.number(),
  /** A number with as many digits as it has. */
  digits: z.string(),
  numbers: z.array(z.number()),
  operators: operatorNames,
  said: saidSchema,
};
type Kind = keyof typeof KINDS;

/** What each name in braces holds, whichever text it stands in. */
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
  /** Of the engine, in English: the window's texts leave it out. */
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
  levels: 'digits',
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

/** The keys of texts whose braces hold exactly these names; of `never`, those without any. */
export type SayingKeyOf<Name extends string> = {
  [Key in SayingKey]: [NamesOf<Key>, Name] extends [Name, NamesOf<Key>] ? Key : never;
}[SayingKey];

/** Says something by its key; the compiler asks for the values that its text names. */
export function said<Key extends SayingKey>(
  key: Key,
  ...[values]: NamesOf<Key> extends never ? [] : [ValuesOf<Key>]
): Said {
  return saidSchema.parse({ key, values: values ?? {} });
}

/**
 * Words that have no key, said as they are. test/contract/said.test.ts lists who may do so: what is for terminals alone,
 * and what other programs said.
 */
export function quoted(words: string): Said {
  return said('quoted', { words });
}

/** What a value of this name holds; undefined for a name of no text. */
export function kindOf(name: string): Kind | undefined {
  return isValueName(name) ? KIND_OF[name] : undefined;
}

function isValueName(name: string): name is ValueName {
  return Object.hasOwn(KIND_OF, name);
}

function isSaid(value: unknown): value is Said {
  const found = z.object({ key: z.string(), values: z.record(z.string(), z.unknown()) }).safeParse(value);
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

/** As a terminal says it. */
export function inEnglish({ key, values }: Said): string {
  return SAYINGS[key].replaceAll(/{{(\w+)}}/g, (_, name: string) => englishValue(name, values[name] ?? ''));
}

function englishValue(name: string, value: SaidValue): string {
  if (typeof value !== 'object') return String(value);
  if ('key' in value) return inEnglish(value);
  return value.join(name === 'earlier' ? ', ' : ' and ');
}

/** A value with all that is said inside it in English: for terminals that print JSON. */
export function jsonInEnglish(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (isSaid(part) ? inEnglish(part) : part));
}

/** Each once, in the order in which they come first. */
export function distinct(all: readonly Said[]): Said[] {
  return [...new Map(all.map((said) => [toText(said), said])).values()];
}

/** For what can hold text alone: a column of a ledger, the error of a queue, an issue of zod. */
export function toText(said: Said): string {
  return JSON.stringify(said);
}

/** What such a text says; undefined where it was written by something else. */
export function fromText(text: string): Said | undefined {
  if (!text.startsWith('{')) return undefined;
  try {
    return saidSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** The first issue of a value that a schema refused; a schema of ours says it by a key (toText), zod in English. */
export function firstIssue({ issues: [issue] }: z.ZodError): Said {
  return issue ? (fromText(issue.message) ?? quoted(issue.message)) : said('recipeMalformed');
}

/** All of its issues, in English. */
export function issuesInEnglish({ issues }: z.ZodError): string {
  const english = issues.map((issue) => {
    const own = fromText(issue.message);
    return own ? { ...issue, message: inEnglish(own) } : issue;
  });
  return z.prettifyError({ issues: english });
}
