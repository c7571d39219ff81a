import { expect, inject } from 'vitest';
import type { ChannelFactory } from '../../src-main/engine/transport/channel';
import { childProcessFactory } from '../../src-main/engine/transport/child-process';

/** Fails where the bundles of this run could not be built (see test/build.ts). */
export function requireBundles(): void {
  expect(inject('buildFault'), 'the bundles must build').toBe('');
}

/** Starts one of the tests' own children (test/engine/children), built into out/test. */
export function testChild(name: string, env: Record<string, string> = {}): ChannelFactory {
  return childProcessFactory(`out/test/${name}.cjs`, { env });
}
