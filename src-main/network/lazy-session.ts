import type { Session } from './session';

/** A session on the processor that opens at its first call. If opening fails, the next call tries again. */
export function lazySession(open: () => Promise<Session>): Session {
  let opening: Promise<Session> | undefined;
  let session: Session | undefined;
  return {
    provider: 'cpu',
    run: async (call) => {
      opening ??= open();
      try {
        session = await opening;
      } catch (error) {
        opening = undefined;
        throw error;
      }
      return session.run(call);
    },
    get seconds() {
      return session?.seconds ?? 0;
    },
    get calls() {
      return session?.calls ?? 0;
    },
    dispose: async () => (await opening)?.dispose(),
  };
}
