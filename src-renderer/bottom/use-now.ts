import { useEffect, useState } from 'react';

/** The time, read again every so many milliseconds; null reads it no more. */
export function useNow(every: number | null): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (every === null) return;
    const timer = setInterval(() => setNow(performance.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
