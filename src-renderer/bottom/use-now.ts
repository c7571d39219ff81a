import { useEffect, useState } from 'react';

/** The time, updated every so many milliseconds; null stops the updates. */
export function useNow(every: number | null): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (every === null) return;
    const timer = setInterval(() => setNow(performance.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
