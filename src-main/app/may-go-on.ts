const MOST = 3;
const WITHIN = 60_000;

/** Whether to reload a page that ended at these times (in milliseconds): not if it ended too often within a minute. */
export function mayGoOn(endings: readonly number[]): boolean {
  const last = endings.at(-1) ?? 0;
  return endings.filter((ending) => last - ending < WITHIN).length <= MOST;
}
