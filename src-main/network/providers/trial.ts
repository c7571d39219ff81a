import { PlainError } from '../../contract/errors';
import { type Said, said, saidSchema } from '../../contract/said';
import { z } from '../../contract/schema';
import type { Model } from '../model-card';
import { openSession, type Session } from '../session';
import { disagreement, faultOf, knownCall } from './answer';
import { PROVIDER_TITLES, type ProviderName } from './names';

/** The result of a trial. `slowdown` is the provider's time divided by the processor's for the same call. */
export const verdict = z.discriminatedUnion('works', [
  z.object({ works: z.literal(true), slowdown: z.number() }),
  z.object({ works: z.literal(false), reason: saidSchema }),
]);
export type TrialVerdict = z.infer<typeof verdict>;

const SMALL = 32;
const LARGE = 128;
/** A provider that is this much slower on a small call isn't measured on a large one, which might take minutes. */
const HOPELESS = 10;

/**
 * Loads the network on a provider and compares its answer to a known call with the processor's. A driver's crash ends
 * the process, so run this in a disposable one (see probe.ts).
 */
export async function tryProvider(model: Model, provider: ProviderName): Promise<TrialVerdict> {
  let session: Session | undefined;
  let reference: Session | undefined;
  try {
    // Opened first, because it fails on most machines.
    session = await openSession(model, { provider });
    reference = await openSession(model, { provider: 'cpu' });
    const small = await compare(session, reference, SMALL);
    if (typeof small !== 'number') return { works: false, reason: small };
    if (small > HOPELESS) return { works: true, slowdown: small };
    const large = await compare(session, reference, LARGE);
    if (typeof large !== 'number') return { works: false, reason: large };
    return { works: true, slowdown: large };
  } catch (error) {
    // A damaged model isn't the provider's fault.
    if (error instanceof PlainError) throw error;
    return { works: false, reason: explainProviderError(error) };
  } finally {
    await session?.dispose();
    await reference?.dispose();
  }
}

/** The provider's time divided by the processor's, both warmed up; or what is wrong with the answer. */
async function compare(session: Session, reference: Session, size: number): Promise<number | Said> {
  const call = knownCall(size);
  const expected = await reference.run(call);
  const answer = await session.run(call);
  const fault = faultOf(answer, size * size) ?? disagreement(answer, expected);
  if (fault !== undefined) return fault;
  return (await timed(session, size)) / (await timed(reference, size));
}

async function timed(session: Session, size: number): Promise<number> {
  const before = session.seconds;
  await session.run(knownCall(size));
  return session.seconds - before;
}

/** Translates the runtime's error into a message. */
export function explainProviderError(error: unknown): Said {
  const text = error instanceof Error ? error.message : String(error);
  if (/adapter/i.test(text)) return said('noCard');
  if (/shared library|cannot open|LoadLibrary/i.test(text)) return said('noLibrary');
  if (/backend not found/i.test(text)) return said('notBuiltIn');
  if (/out of memory|alloc/i.test(text)) return said('cardMemory');
  const line = text.split('\n')[0]?.trim() ?? '';
  return said('failedWith', { error: line.slice(0, 200) });
}

/** 'WebGPU was not used: no graphics card was found that it can use.' */
export function notUsed(provider: ProviderName, reason: Said): Said {
  return said('notUsed', { provider: PROVIDER_TITLES[provider], reason });
}
