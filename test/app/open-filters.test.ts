import { expect, test } from 'vitest';
import { OPEN_FILTERS } from '../../src-main/app/open-filters';
import { formatOf } from '../../src-main/contract/photo-files';

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];

/** Every ending of up to `length` letters. */
function endings(length: number): string[] {
  if (length === 0) return [''];
  const shorter = endings(length - 1);
  return [
    ...shorter,
    ...shorter
      .filter((ending) => ending.length === length - 1)
      .flatMap((ending) => LETTERS.map((letter) => ending + letter)),
  ];
}

test("the system's dialog offers every ending of a file that is read as a photo", () => {
  const read = endings(4).filter((ending) => formatOf(`.${ending}`) !== undefined);
  expect(read).toEqual(expect.arrayContaining(['jpg', 'jpeg', 'jpe', 'jfif', 'tif', 'heic', 'hif']));
  for (const purpose of ['photo', 'mask', 'kernel'] as const) {
    const [{ extensions }] = OPEN_FILTERS[purpose];
    expect(extensions).toEqual(expect.arrayContaining(read));
  }
});
