import { formatLocale, numberWords, type Say } from './messages';

/** 'about 3 hours', 'about 12 minutes'. */
export function durationWords(seconds: number, say: Say): string {
  if (seconds >= 5400) {
    const hours = seconds / 3600;
    const count = Math.round(hours);
    return say('library.hours', { count, number: numberWords(Math.round(hours * 10) / 10) });
  }
  if (seconds >= 90) return say('library.minutes', { count: Math.round(seconds / 60) });
  return say('library.seconds', { count: Math.max(1, Math.round(seconds)) });
}

/** A share of 0 to 1 as per cent, with two digits that count. */
export function shareWords(share: number): string {
  return (share * 100).toLocaleString(formatLocale(), { maximumSignificantDigits: 2 });
}
