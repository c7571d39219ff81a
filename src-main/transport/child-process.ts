import { type ChildProcess, fork, type SpawnOptions, spawn } from 'node:child_process';
import type { ChannelFactory, ChildChannel, ParentPort } from './channel';
import { watchChildEnd } from './child-end';

export interface ChildProcessOptions {
  /** Added to the parent's environment. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/**
 * Most of a child's samples lie outside of its heap. Left to itself, V8 lets the heap's young part grow in steps up to
 * 48 MB within a thousand photos, and a long batch looks as if it leaked.
 */
const SMALL_HEAP = ['--max-semi-space-size=4'];

/** Channels to children that run the JavaScript file `entry` under this same Node, by child_process.fork. */
export function childProcessFactory(entry: string, options: ChildProcessOptions = {}): ChannelFactory {
  return () => openChild(fork(entry, [], { ...settings(options), execArgv: SMALL_HEAP }));
}

/** Channels to children that a command starts: any program that speaks over Node's message channel. */
export function commandFactory(
  [program = '', ...args]: readonly string[],
  options: ChildProcessOptions = {},
): ChannelFactory {
  return () => openChild(spawn(program, args, settings(options)));
}

function settings(
  options: ChildProcessOptions,
): SpawnOptions & { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] } {
  return {
    // Structured clone: typed arrays cross as they are.
    serialization: 'advanced',
    // The libraries' own chatter must not mix with the one sentence that the person is told.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // onnxruntime reports usage unless this is in the environment before it is loaded.
    env: { ...process.env, ...options.env, ORT_DISABLE_TELEMETRY: '1' },
  };
}

function openChild(child: ChildProcess): ChildChannel {
  const end = watchChildEnd(child.stderr);
  // 'close' comes after the streams and the message channel have been read to their end; 'exit' may overtake
  // messages that the child sent before it died.
  child.on('close', (code, signal) => end.end({ code, signal, detail: end.stderr }));
  // Not even started, and then there is no 'close'.
  child.on('error', (error) => {
    if (child.pid === undefined) end.end({ code: null, signal: null, detail: error.message });
  });

  return {
    pid: child.pid,
    post: (message) => {
      // The callback takes the error of a channel that has closed: the exit is reported by itself.
      if (child.connected) child.send(toSerializable(message), () => {});
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: end.onExit,
    kill: () => {
      child.kill('SIGKILL');
    },
  };
}

/** The end of the channel that a process forked by `childProcessFactory` has; undefined elsewhere. */
export function childProcessPort(): ParentPort | undefined {
  if (!process.send) return undefined;
  return {
    post: (message) => {
      if (process.connected) process.send?.(message, undefined, undefined, () => {});
    },
    onMessage: (listener) => {
      process.on('message', listener);
    },
    onDisconnect: (listener) => {
      process.on('disconnect', listener);
    },
  };
}

/** child_process's types accept objects, which is all that this protocol sends. */
function toSerializable(message: unknown): object {
  if (typeof message !== 'object' || message === null) throw new TypeError('A message must be an object');
  return message;
}
