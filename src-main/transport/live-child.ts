import { failure, PlainError } from '../contract/errors';
import { type Said, said } from '../contract/said';
import { type ChildChannel, type ChildExit, UNKNOWN_SIGNAL } from './channel';
import { type FromChild, fromChild, type ToChild } from './messages';

/** A message that belongs to one request. */
export type Answer = Exclude<FromChild, { readonly type: 'worn' }>;

/** A request that a child hasn't answered yet. */
export interface Pending {
  take(message: Answer): void;
  /** Called when the child is gone. If `mayResend`, a request that it never started may be sent to another child. */
  lost(error: PlainError, mayResend: boolean): void;
}

/** One child from its start to its end. */
export interface LiveChild {
  readonly pid: number | undefined;
  /** Unanswered requests by id. */
  readonly pending: Map<number, Pending>;
  /** Throws if the message can't be cloned. */
  post(message: ToChild): void;
  /** Ends it at once. */
  kill(): void;
  /** Asks the child to end, and kills it after `graceMs`. Resolves when it is gone. */
  stop(graceMs: number): Promise<void>;
}

/** What a child works on, which decides the advice in the message about a crash. */
export type WorksOn = 'network' | 'pictures';

export interface ChildWords {
  /** The subject of messages: 'The process that restores'. */
  readonly title: string;
  readonly worksOn: WorksOn;
}

export interface ChildEvents {
  /** Called before `lost` of the pending requests. */
  exit(self: LiveChild, exit: ChildExit): void;
  /** The child wants to be replaced. */
  worn(self: LiveChild): void;
}

/** Wraps a new channel. */
export function openLiveChild(channel: ChildChannel, words: ChildWords, events: ChildEvents): LiveChild {
  const pending = new Map<number, Pending>();
  let stopping = false;
  let killed = false;
  const exited = new Promise<void>((resolve) => channel.onExit(() => resolve()));
  const kill = () => {
    killed = true;
    channel.kill();
  };
  const self: LiveChild = {
    get pid() {
      return channel.pid;
    },
    pending,
    post: (message) => channel.post(message),
    kill,
    stop: async (graceMs) => {
      stopping = true;
      self.post({ type: 'stop' });
      const timer = setTimeout(kill, graceMs);
      await exited;
      clearTimeout(timer);
    },
  };

  channel.onMessage((received) => {
    const message = fromChild.safeParse(received);
    // A child that breaks the protocol is useless.
    if (!message.success) kill();
    else if (message.data.type === 'worn') {
      // Nobody would stop its successor.
      if (!stopping) events.worn(self);
    } else pending.get(message.data.id)?.take(message.data);
  });
  channel.onExit((exit) => {
    events.exit(self, exit);
    const mayResend = !stopping && (exit.code !== null || exit.signal !== null);
    const error = stopping ? stopped(words.title) : killed ? lost(words.title) : obituary(words, exit);
    for (const request of [...pending.values()]) request.lost(error, mayResend);
  });
  return self;
}

function stopped(title: string): PlainError {
  return failure(said('engineStopped', { process: title }));
}

/** The error of a request whose child was killed because of another request. */
function lost(title: string): PlainError {
  return new ProcessLost(said('engineStopped', { process: title }), { badRequest: false });
}

/** The error for a child that ended by itself, with the end of its stderr as the cause. */
function obituary(words: ChildWords, exit: ChildExit): PlainError {
  const never = exit.code === null && exit.signal === null;
  return never
    ? failure(fate(words, exit), exit.detail)
    : new ProcessLost(fate(words, exit), { badRequest: false, cause: exit.detail });
}

const CRASHED = { network: 'engineCrashed', pictures: 'imagingCrashed' } as const;
const CRASHED_OR_ENDED = { network: 'engineCrashedOrEnded', pictures: 'imagingCrashedOrEnded' } as const;

function fate({ title: process, worksOn }: ChildWords, { code, signal, detail }: ChildExit): Said {
  if (signal === 'SIGKILL') return said('engineMemory', { process });
  if (/heap out of memory|bad_alloc/.test(detail)) return said('engineNoMemory', { process });
  if (signal === UNKNOWN_SIGNAL) return said(CRASHED_OR_ENDED[worksOn], { process });
  if (signal !== null) return said(CRASHED[worksOn], { process, signal });
  if (code !== null) return said('engineExit', { process, code: String(code) });
  return said('engineUnstarted', { process, detail });
}

/** The process of a request ended with all its requests. It isn't known whether this request was the cause. */
export class ProcessLost extends PlainError {}
