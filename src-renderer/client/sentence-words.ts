import { OPERATORS } from '../../src-main/contract/recipe';
import { recogniser } from '../../src-main/contract/said';
import { SAYINGS } from '../../src-main/contract/sayings';
import { listWords, numberText, say } from '../messages/messages';
import { operatorWord } from '../repairs/words';
import { faultOf, isOfPlace, isSaidAsFault } from './said-as-faults';

const known = recogniser(SAYINGS);

/** A sentence of the privileged side in the window's language; as it came where the list doesn't have it. */
export function sentenceWords(text: string): string {
  const found = known(text);
  if (!found) return text;
  const { key, values } = found;
  const said = Object.entries(values).map(([name, value]) => [name, valueWords(name, value)]);
  const written: Readonly<Record<string, string>> = Object.fromEntries(said);
  if (!isSaidAsFault(key)) return say(`said.${key}`, written);
  const fault = faultOf(key);
  const place = values['folder'] ?? values['path'];
  return say(`fault.${fault}`, isOfPlace(fault) && place !== undefined ? { path: place } : written);
}

/** Files, which are known by their names. */
const FILES: ReadonlySet<string> = new Set(['path', 'aside', 'card']);
/** What the system, a library, a person or a file named: nothing of it is ours to say otherwise. */
const OTHERS_WORDS: ReadonlySet<string> = new Set([
  'version',
  'photo',
  'process',
  'error',
  'detail',
  'code',
  'signal',
  'folder',
  'output',
  'place',
  'extension',
  'size',
  'name',
  'names',
  'pattern',
  'last',
  'field',
]);

/** What a sentence's braces held: another sentence, a file, a number, repairs by their names, or others' words. */
function valueWords(name: string, value: string): string {
  if (FILES.has(name)) return value.replace(/^.*[\\/]/, '');
  if (OTHERS_WORDS.has(name)) return value;
  const parts = value.split(/ and |, /).map(partWords);
  if (parts.every((part) => part !== undefined)) {
    return listWords(parts);
  }
  return sentenceWords(value);
}

function partWords(part: string): string | undefined {
  if (/^\d+(\.\d+)?$/.test(part)) return numberText(Number(part));
  const operator = OPERATORS.find((name) => name === part);
  return operator && say(operatorWord(operator));
}
