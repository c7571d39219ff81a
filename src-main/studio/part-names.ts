import { parse } from 'node:path';

/** Names for parts of photos: the photo's name with a number that no other part has. */
export function createPartNames(): (whole: string) => string {
  const given = new Set<string>();
  return (whole) => {
    const { name, ext } = parse(whole);
    for (let number = 1; ; number++) {
      const part = `${name}-${number}${ext}`;
      if (given.has(part)) continue;
      given.add(part);
      return part;
    }
  };
}
