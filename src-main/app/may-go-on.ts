const MOST = 3;
const WITHIN = 60_000;

/** Whether a page that ended at these times, in milliseconds, is worth loading again: not if it hardly lives. */
export function mayGoOn(endings: readonly number[]): boolean {
  const last = endings.at(-1) ?? 0;
  return endings.filter((ending) => last - ending < WITHIN).length <= MOST;
}
