import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { hasUpdates } from '../../src-main/app/updates';

test('only an installed program that was built with an address for newer versions looks for them', () => {
  const resources = mkdtempSync(join(tmpdir(), 'daguerre-resources-'));
  expect(hasUpdates(true, resources)).toBe(false);
  writeFileSync(join(resources, 'app-update.yml'), 'provider: generic\n');
  expect(hasUpdates(true, resources)).toBe(true);
  expect(hasUpdates(false, resources)).toBe(false);
  rmSync(resources, { recursive: true });
});
