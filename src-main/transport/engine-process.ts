import { failure } from '../contract/errors';
import { said } from '../contract/said';
import { z } from '../contract/schema';
import type { ChannelFactory, ChildExit } from './channel';
import { type Answer, type LiveChild, openLiveChild, type WorksOn } from './live-child';
import { unpackError } from './messages';
import type { RequestOptions, RequestShape, RequestTable } from './requests';

/**
 * A process that answers the requests of a table. It starts at the first request, and again after it died. A process
 * that reports to be worn answers its pending requests, while a new one gets all further requests.
 */
export interface EngineProcess<Table extends RequestTable> {
  /**
   * Sends one request and resolves with its parsed result. Rejects with a PlainError if the handler failed, the payload
   * was malformed or the process died, and with `signal.reason` if the request was cancelled. By then the handler has
   * ended, so its files can be removed. A request that a dying process never started is sent to the next process. A
   * process that doesn't end a cancelled request in time is killed, with all its requests.
   */
  request<Name extends keyof Table & string>(
    name: Name,
    payload: z.input<Table[Name]['payload']>,
    options?: RequestOptions<z.output<Table[Name]['progress']>>,
  ): Promise<z.output<Table[Name]['result']>>;
  /** Cancels pending requests and ends the process; kills it after `graceMs`. */
  stop(): Promise<void>;
  /** Called each time the process ends, intentionally or not. */
  onExit(listener: (exit: ChildExit) => void): void;
  /** Process id of the current child. */
  readonly pid: number | undefined;
}

export interface EngineProcessOptions {
  /** The subject of messages: 'The process that restores'. */
  readonly title: string;
  /** By default 'network'. */
  readonly worksOn?: WorksOn;
  /** Milliseconds that a cancelled request or a stop may take before the child is killed. */
  readonly graceMs?: number | undefined;
}

/** Long enough for one call of the network on a slow processor. */
const DEFAULT_GRACE_MS = 4000;

/** Creates an engine process over any kind of channel. */
export function engineProcess<Table extends RequestTable>(
  table: Table,
  start: ChannelFactory,
  { title, worksOn = 'network', graceMs = DEFAULT_GRACE_MS }: EngineProcessOptions,
): EngineProcess<Table> {
  const exitListeners: ((exit: ChildExit) => void)[] = [];
  const worn = new Set<LiveChild>();
  let child: LiveChild | undefined;
  let nextId = 1;

  const liveChild = (): LiveChild => {
    child ??= openLiveChild(
      start(),
      { title, worksOn },
      {
        exit: (gone, exit) => {
          worn.delete(gone);
          if (child === gone) child = undefined;
          for (const listener of exitListeners) listener(exit);
        },
        worn: (old) => {
          if (child !== old) return;
          worn.add(old);
          child = undefined;
          // Started at once, so that no request waits for it.
          liveChild();
          endIfDone(old);
        },
      },
    );
    return child;
  };
  const endIfDone = (old: LiveChild) => {
    if (worn.has(old) && old.pending.size === 0) void old.stop(graceMs);
  };

  const request = <Name extends keyof Table & string>(
    name: Name,
    payload: z.input<Table[Name]['payload']>,
    { onProgress, signal }: RequestOptions<z.output<Table[Name]['progress']>> = {},
  ) =>
    new Promise<z.output<Table[Name]['result']>>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      const shape = shapeOf(table, name);
      const id = nextId++;
      let live: LiveChild;
      let started = false;
      let resent = false;
      let grace: NodeJS.Timeout | undefined;

      const cancel = () => {
        live.post({ type: 'cancel', id });
        grace = setTimeout(() => live.kill(), graceMs);
      };
      const finish = () => {
        clearTimeout(grace);
        signal?.removeEventListener('abort', cancel);
        live.pending.delete(id);
        endIfDone(live);
      };
      const fail = (error: unknown) => {
        finish();
        reject(signal?.aborted ? signal.reason : error);
      };
      const take = (message: Answer) => {
        if (message.type === 'started') started = true;
        else if (message.type === 'progress') onProgress?.(parse(shape, 'progress', name, message.value));
        else if (message.type === 'result') {
          const value = parse(shape, 'result', name, message.value);
          finish();
          resolve(value);
        } else if (message.type === 'failed') fail(unpackError(message.error));
        else fail(failure(said('requestGivenUp', { name })));
      };
      const send = () => {
        live = liveChild();
        live.pending.set(id, {
          take: (message) => {
            try {
              take(message);
            } catch (error) {
              fail(error);
            }
          },
          lost: (error, mayResend) => {
            if (started || resent || !mayResend || signal?.aborted) return fail(error);
            resent = true;
            send();
          },
        });
        try {
          live.post({ type: 'request', id, name, payload });
        } catch (error) {
          fail(failure(said('requestUnsent', { name }), error));
        }
      };
      signal?.addEventListener('abort', cancel, { once: true });
      send();
    });

  return {
    request,
    stop: async () => {
      const children = child ? [child, ...worn] : [...worn];
      await Promise.all(children.map((each) => each.stop(graceMs)));
    },
    onExit: (listener) => {
      exitListeners.push(listener);
    },
    get pid() {
      return child?.pid;
    },
  };
}

/** The table's entry with its type. The child refuses a name that isn't in the table. */
function shapeOf<Table extends RequestTable, Name extends keyof Table & string>(
  table: Table,
  name: Name,
): Table[Name] {
  return table[name];
}

function parse<Shape extends RequestShape, Part extends 'progress' | 'result'>(
  shape: Shape,
  part: Part,
  name: string,
  value: unknown,
): z.output<Shape[Part]> {
  const parsed = z.safeParse<Shape[Part]>(shape[part], value);
  if (parsed.success) return parsed.data;
  const malformed = part === 'result' ? 'resultMalformed' : 'progressMalformed';
  throw failure(said(malformed, { name }), parsed.error);
}
