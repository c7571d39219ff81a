import { badRequest } from '../../contract/errors';
import { quoted } from '../../contract/said';

/** Maps a path of the batch's machine to this machine. A path that no pair covers stays the same. */
export type RootMap = (path: string) => string;

/**
 * Parses pairs FROM=TO. The longest FROM that equals or contains a path applies to it. Throws a PlainError (bad
 * request) for a malformed pair.
 */
export function parseRootMap(pairs: readonly string[]): RootMap {
  const parsed = pairs
    .map((pair) => {
      const at = pair.indexOf('=');
      const [from, to] = [pair.slice(0, at), pair.slice(at + 1)].map((path) => path.replace(/[/\\]+$/, ''));
      if (at < 1 || from === '' || to === '')
        throw badRequest(quoted(`--map must be FROM=TO, two folders, not ${pair}.`));
      return { from, to };
    })
    .sort((a, b) => b.from.length - a.from.length);
  return (path) => {
    const pair = parsed.find(
      ({ from }) => path.startsWith(from) && /^([/\\]|$)/.test(path.slice(from.length)),
    );
    return pair ? pair.to + path.slice(pair.from.length) : path;
  };
}
