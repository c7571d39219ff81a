import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import {
  COMMON_EXTENSIONS,
  EXTENSIONS,
  extensionOf,
  formatOf,
  isRaw,
  PHOTO_FORMATS,
  resultFormatOf,
} from '../../src-main/contract/photo-files';
import { identify } from '../../src-main/imaging/identify';
import { kindOf } from '../../src-main/library/scan';

it('an extension names its format in any case, and a new file of a format is named so that it is found again', () => {
  for (const format of PHOTO_FORMATS) {
    expect(formatOf(extensionOf(format))).toBe(format);
    for (const extension of EXTENSIONS[format]) expect(formatOf(`.${extension.toUpperCase()}`)).toBe(format);
  }
  expect(['.jpe', '.JFIF', '.hif'].map(formatOf)).toEqual(['jpeg', 'jpeg', 'heic']);
  expect(['', '.', 'jpg', '.txt', '.gif', '.constructor'].map(formatOf)).toEqual(Array(6).fill(undefined));
});

it('HEIC is read and not written', () => {
  expect(resultFormatOf('.heif')).toBeUndefined();
  expect(resultFormatOf('.TIFF')).toBe('tiff');
});

it('a folder leaves out every camera raw file that is refused when it is opened by itself', () => {
  const tiff = Buffer.from('II*\0\x08\0\0\0'.padEnd(64, '\0'), 'latin1');
  const endings =
    '3fr arw CR2 cr3 crw dcr dng erf fff iiq k25 kdc mef mos mrw nef nrw orf pef raf raw rw2 rwl sr2';
  for (const ending of `${endings} srf srw x3f`.split(' ')) {
    expect([ending, kindOf(`a/b.${ending}`)]).toEqual([ending, 'raw']);
    expect([ending, identify(tiff, `a/b.${ending}`)]).toEqual([ending, { format: 'raw' }]);
  }
  expect(isRaw('.tif')).toBe(false);
  expect(kindOf('nef')).toBeUndefined();
});

it('an evaluation lists the same files as the one in Python', async () => {
  const python = await readFile('models/training/evaluate.py', 'utf8');
  const listed = /^SUFFIXES = \{(.*)\}$/m.exec(python)?.[1] ?? '';
  const suffixes = listed.split(', ').map((suffix) => suffix.replace(/["']/g, ''));
  expect(suffixes.sort()).toEqual(COMMON_EXTENSIONS.map((extension) => `.${extension}`).sort());
});
