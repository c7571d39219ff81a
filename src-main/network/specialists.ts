import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nameInCards } from '../contract/operators';
import { cardPath, readCard } from './model-card';

/** The paths of the specialists that a model's card names; none if it names none or the model is missing. */
export async function specialistPaths(modelPath: string): Promise<string[]> {
  // Opening the model reports that it is missing, which says more than an error about its card.
  if (!existsSync(modelPath)) return [];
  const card = await readCard(cardPath(modelPath));
  return (card.specialists ?? []).map((file) => join(dirname(modelPath), file));
}

/**
 * The path of the network for these operators: the first specialist whose card has all of them, and one of them as its
 * specialty, else the model itself.
 * Throws a PlainError if a card is missing or unreadable.
 */
export async function networkPathFor(modelPath: string, operators: readonly string[]): Promise<string> {
  for (const path of await specialistPaths(modelPath)) {
    const card = await readCard(cardPath(path));
    const specialty = card.specialty ?? operators;
    if (!operators.some((name) => specialty.includes(name))) continue;
    if (operators.every((name) => nameInCards(name) in card.operators)) return path;
  }
  return modelPath;
}
