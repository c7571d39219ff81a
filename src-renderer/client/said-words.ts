import { kindOf, type Said, type SaidValue } from '../../src-main/contract/said';
import { listWords, numberText, say } from '../messages/messages';
import { operatorWord } from '../repairs/words';

/** A message of the privileged side in the window's language. */
export function saidWords({ key, values }: Said): string {
  const words = Object.entries(values).map(([name, value]) => [name, valueWords(name, value)]);
  const written: Readonly<Record<string, string>> = Object.fromEntries(words);
  return say(`said.${key}`, written);
}

function valueWords(name: string, value: SaidValue): string {
  if (typeof value === 'number') return numberText(value);
  if (typeof value !== 'string') return 'key' in value ? saidWords(value) : listWords(value.map(itemWords));
  // Users know files by their names; the folder of an upload means nothing to them.
  if (kindOf(name) === 'file') return value.replace(/^.*[\\/]/, '');
  return kindOf(name) === 'digits' ? numberText(Number(value)) : value;
}

function itemWords(item: number | Parameters<typeof operatorWord>[0]): string {
  return typeof item === 'number' ? numberText(item) : say(operatorWord(item));
}
