import { inEnglish, type Said } from '../contract/said';
import type { Sentence } from './picture';

/** What the program says, for a program that uses it. */
export function sentence(said: Said): Sentence {
  const { key, values } = said;
  return { key, values, text: inEnglish(said) };
}
