import { writeFileSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { badRequest } from '../contract/errors';
import { issuesInEnglish, said } from '../contract/said';
import { z } from '../contract/schema';
import type { ParentPort } from './channel';
import { childProcessPort } from './child-process';
import { type FromChild, packError, toChild } from './messages';
import type { Handlers, RequestTable } from './requests';

/** Milliseconds that handlers may take to clean up after a stop, before the process exits anyway. */
const STOP_GRACE_MS = 2000;

export interface ServeOptions {
  /** Asked after each request; once it is true, the parent replaces this process as soon as nothing is pending here. */
  readonly isWorn?: () => boolean;
}

/**
 * The main program of a child: answers requests on the channel to the parent until it is stopped or the parent is gone.
 *
 * Requests run concurrently if their handlers yield. A handler with blocking calls (such as onnxruntime's `run`) learns
 * of a cancellation only between them, and must yield to the event loop there.
 */
export function serve<Table extends RequestTable>(
  table: Table,
  handlers: Handlers<Table>,
  port: ParentPort | undefined = childProcessPort(),
  { isWorn = () => false }: ServeOptions = {},
): void {
  if (!port) throw new Error('This program is started by Daguerre itself, not by hand.');
  preferToDieFirst();
  // A terminal's interrupt reaches every process of the program. It is ignored here, because the parent stops its
  // children.
  for (const name of ['SIGINT', 'SIGTERM'] as const) process.on(name, () => {});
  const running = new Map<number, { abort: AbortController; done: Promise<void> }>();
  let hasWorn = false;
  const send = (message: FromChild) => port.post(message);

  const tellIfWorn = () => {
    if (hasWorn || !isWorn()) return;
    hasWorn = true;
    send({ type: 'worn' });
  };

  const answer = async (id: number, name: string, payload: unknown, abort: AbortController) => {
    send({ type: 'started', id });
    try {
      const value = await dispatch(table, handlers, name, payload, {
        progress: (progress) => send({ type: 'progress', id, value: progress }),
        cancelled: () => abort.signal.aborted,
        signal: abort.signal,
      });
      // Before the answer, so that the parent's next request goes to another process.
      tellIfWorn();
      send({ type: 'result', id, value });
    } catch (error) {
      tellIfWorn();
      // After a cancellation any error counts as cancelled.
      if (abort.signal.aborted) send({ type: 'cancelled', id });
      else send({ type: 'failed', id, error: packError(error) });
    }
  };

  const stop = async () => {
    for (const request of running.values()) request.abort.abort();
    const deadline = setTimeout(() => process.exit(0), STOP_GRACE_MS);
    await Promise.all([...running.values()].map((request) => request.done));
    clearTimeout(deadline);
    // Waits one turn of the event loop, so that the last messages are sent.
    await nextTurn();
    process.exit(0);
  };

  port.onMessage((received) => {
    const message = toChild.parse(received);
    if (message.type === 'stop') void stop();
    else if (message.type === 'cancel') running.get(message.id)?.abort.abort();
    else {
      const { id, name, payload } = message;
      const abort = new AbortController();
      const done = answer(id, name, payload, abort).finally(() => running.delete(id));
      running.set(id, { abort, done });
    }
  });
  port.onDisconnect(() => void stop());
}

interface UntypedContext {
  progress(value: unknown): void;
  cancelled(): boolean;
  signal: AbortSignal;
}

async function dispatch<Table extends RequestTable, Name extends keyof Table & string>(
  table: Table,
  handlers: Handlers<Table>,
  name: Name,
  payload: unknown,
  context: UntypedContext,
): Promise<unknown> {
  const shape = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!shape) throw badRequest(said('requestUnknown', { name }));
  const parsed = z.safeParse<Table[Name]['payload']>(shape.payload, payload);
  if (!parsed.success) {
    throw badRequest(said('requestMalformed', { name, detail: issuesInEnglish(parsed.error) }));
  }
  return handlers[name](parsed.data, context);
}

/** Makes the system end this process first if memory runs out, so that the parent survives and can report it. */
function preferToDieFirst(): void {
  if (process.platform !== 'linux') return;
  try {
    writeFileSync('/proc/self/oom_score_adj', '500');
  } catch {
    // Some containers forbid it; then the system chooses.
  }
}
