import type { OperatorName } from '../operators/catalogue';
import { OPERATORS } from './operators';
import { fromText, kindOf, quoted, type Said, type SaidValue, said, saidSchema } from './said';
import { SAYINGS } from './sayings';
import { z } from './schema';

// Earlier versions kept messages as English text. Only this file reads their ledgers and projects.

/** The form of a text: the values in braces are captured by name. */
interface Form {
  readonly key: string;
  readonly pattern: RegExp;
  /** The longest fixed part, because searching for it is much faster than matching the pattern. */
  readonly part: string;
}

/** In the order of the table, in which a narrower form comes before a form that includes it. */
const FORMS: readonly Form[] = Object.entries(SAYINGS)
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
