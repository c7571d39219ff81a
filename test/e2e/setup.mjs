// What the tests of the whole program need before any of them runs. Playwright starts it, and passes the environment on
// to the tests.
import { buildIfStale } from '../../src-main/setup/install.mjs';
import { electronForTests } from '../setup/electron.mjs';

/**
 * Builds the program; with DAGUERRE_TEST_BUILT set dist/ is taken as it is. DAGUERRE_TEST_ELECTRON tells the tests the
 * folder of an Electron, and is empty where there is none.
 */
export default async function setup() {
  if (!process.env.DAGUERRE_TEST_BUILT) buildIfStale();
  process.env.DAGUERRE_TEST_ELECTRON = (await electronForTests()) ?? '';
}
