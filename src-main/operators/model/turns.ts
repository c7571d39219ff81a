/**
 * A long calculation in pieces: it yields wherever other work may run, and returns its result at the end. atOnce runs it
 * without a pause.
 */
export type Turns<T = void> = Generator<undefined, T, undefined>;

/** Runs a calculation without a pause. */
export function atOnce<T>(turns: Turns<T>): T {
  let step = turns.next();
  while (step.done !== true) step = turns.next();
  return step.value;
}

/** Runs a calculation and awaits `turn` between its pieces. If `turn` rejects, the calculation ends. */
export async function inTurns<T>(turns: Turns<T>, turn: () => Promise<void> | void): Promise<T> {
  let step = turns.next();
  while (step.done !== true) {
    await turn();
    step = turns.next();
  }
  return step.value;
}
