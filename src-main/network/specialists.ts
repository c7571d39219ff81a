import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { cardPath, readCard } from './model-card';

/** The files of the networks that a model's card names beside it; none where the card names none or the model is missing. */
export async function specialistPaths(modelPath: string): Promise<string[]> {
  // Whoever opens the model says that it is missing; that its card is missing too says less.
  if (!existsSync(modelPath)) return [];
  const card = await readCard(cardPath(modelPath));
  return (card.specialists ?? []).map((file) => join(dirname(modelPath), file));
}

/**
 * The file of the network to ask: the first specialist whose card has each of these operators, else the model itself.
 * Throws a PlainError where a card is missing or unreadable.
 */
export async function networkPathFor(modelPath: string, operators: readonly string[]): Promise<string> {
  for (const path of await specialistPaths(modelPath)) {
    const card = await readCard(cardPath(path));
    if (operators.every((name) => name in card.operators)) return path;
  }
  return modelPath;
}
