import { expect, inject } from 'vitest';
import type { ChannelFactory } from '../../src-main/transport/channel';
import { childProcessFactory } from '../../src-main/transport/child-process';

/** Fails where the bundles of this run could not be built (see test/build.ts). */
export function requireBundles(): void {
  expect(inject('buildFault'), 'the bundles must build').toBe('');
}

/** Starts one of the tests' own children (test/transport/children), built into out/test. */
export function testChild(name: string, env: Record<string, string> = {}): ChannelFactory {
  return childProcessFactory(`out/test/${name}.cjs`, { env });
}
