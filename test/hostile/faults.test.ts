import { describe, expect, test } from 'vitest';
import { failEveryCall } from './faults/every-call';
import { faultsMissing } from './faults/faults';
import { atFaults, WRITINGS } from './faults/writings';

const at = atFaults();
const names = Object.keys(WRITINGS);

/** Cases that take seconds per fault run in the long tests (test/long/faults.test.ts). */
const QUICK = names.filter((name) => !/^(a PNG|a TIFF|a WebP|an AVIF) with/.test(name));
/** Each kill costs the start of a process. */
const KILLED = [
  'a PNG',
  'a project',
  'settings',
  'marks that are added',
  'a photo that is done, in a ledger',
];

describe.skipIf(faultsMissing() !== undefined)('a call to the file system, whichever it is,', () => {
  for (const [fault, some] of [
    ['full', QUICK],
    ['broken', QUICK],
    ['kill', KILLED],
  ] as const) {
    test.each(some)(`that fails (${fault}) leaves the old or the new state of %s`, async (name) => {
      expect(await failEveryCall(at(`${fault} ${name}`), fault, WRITINGS[name])).toBeGreaterThan(3);
    });
  }
});
