/**
 * A long calculation in pieces: it yields wherever something else may have its turn, and answers at its end. Who has no
 * one to wait for draws it at once.
 */
export type Turns<T = void> = Generator<undefined, T, undefined>;

/** Carries a calculation out without a pause. */
export function atOnce<T>(turns: Turns<T>): T {
  let step = turns.next();
  while (step.done !== true) step = turns.next();
  return step.value;
}

/** Carries a calculation out, `turn` being waited for between its pieces; a rejection of it ends the calculation. */
export async function inTurns<T>(turns: Turns<T>, turn: () => Promise<void> | void): Promise<T> {
  let step = turns.next();
  while (step.done !== true) {
    await turn();
    step = turns.next();
  }
  return step.value;
}
