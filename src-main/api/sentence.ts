import { inEnglish, type Said } from '../contract/said';
import type { Sentence } from './picture';

/** A message in the form of the package. */
export function sentence(said: Said): Sentence {
  const { key, values } = said;
  return { key, values, text: inEnglish(said) };
}
