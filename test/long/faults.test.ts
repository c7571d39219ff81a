import { describe, expect, test } from 'vitest';
import { failEveryCall } from '../hostile/faults/every-call';
import { FAULTS, faultsMissing } from '../hostile/faults/faults';
import { atFaults, WRITINGS } from '../hostile/faults/writings';

const at = atFaults();

describe.skipIf(faultsMissing() !== undefined)('a call to the file system, whichever it is,', () => {
  for (const fault of FAULTS) {
    test.each(Object.keys(WRITINGS))(
      `that fails (${fault}) leaves the old or the new state of %s`,
      async (name) => {
        const calls = await failEveryCall(at(`${fault} ${name}`), fault, WRITINGS[name]);
        process.stdout.write(`${fault}, ${name}: each of ${calls} calls\n`);
        expect(calls).toBeGreaterThan(3);
      },
    );
  }
});
