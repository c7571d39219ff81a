import { formatLocale } from './messages';

/** A share of 0 to 1 as per cent, with two digits that count. */
export function shareWords(share: number): string {
  return (share * 100).toLocaleString(formatLocale(), { maximumSignificantDigits: 2 });
}
