import { afterAll, beforeAll, describe, test } from 'vitest';
import { requireBundles } from './bundle';
import { openRelay } from './relay';
import { transportSuite } from './suite';

// Top level: whether there is an Electron decides which tests there are.
const relay = await openRelay();

beforeAll(requireBundles);
afterAll(() => relay?.stop());

if (relay) {
  transportSuite('utilityProcess', relay.factory('out/test/misbehaving.cjs'), { tellsSignals: false });
} else {
  describe('utilityProcess', () => test.skip('there is no Electron on this machine', () => {}));
}
