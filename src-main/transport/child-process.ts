import { type ChildProcess, fork, type SpawnOptions, spawn } from 'node:child_process';
import type { ChannelFactory, ChildChannel, ParentPort } from './channel';
import { watchChildEnd } from './child-end';

export interface ChildProcessOptions {
  /** Added to the parent's environment. */
  readonly env?: Readonly<Record<string, string>> | undefined;
}

/**
 * Limits V8's young generation. Without it the young generation grows in steps up to 48 MB within a thousand photos, so
 * that a long batch seems to leak. Most of a child's data lies outside its heap.
 */
const SMALL_HEAP = ['--max-semi-space-size=4'];

/** Opens channels to children that run the JavaScript file `entry` under this Node, by child_process.fork. */
export function childProcessFactory(entry: string, options: ChildProcessOptions = {}): ChannelFactory {
  return () => openChild(fork(entry, [], { ...settings(options), execArgv: SMALL_HEAP }));
}

/** Opens channels to children that a command starts: any program that uses Node's message channel. */
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
    // Structured clone, so that typed arrays can be sent.
    serialization: 'advanced',
    // The libraries' own output must not mix with the message for the user.
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    // onnxruntime sends telemetry unless this is set before it is loaded.
    env: { ...process.env, ...options.env, ORT_DISABLE_TELEMETRY: '1' },
  };
}

function openChild(child: ChildProcess): ChildChannel {
  const end = watchChildEnd(child.stderr);
  // 'close' comes after the streams and the message channel are read to their end. 'exit' may come before messages that
  // the child sent earlier.
  child.on('close', (code, signal) => end.end({ code, signal, detail: end.stderr }));
  // If the child didn't start, there is no 'close'.
  child.on('error', (error) => {
    if (child.pid === undefined) end.end({ code: null, signal: null, detail: error.message });
  });

  return {
    pid: child.pid,
    post: (message) => {
      // The callback swallows the error of a closed channel, because the exit is reported separately.
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

/** The channel's end in a process that `childProcessFactory` forked; undefined in any other process. */
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

/** Narrows the type to object, which child_process requires and which is all that this protocol sends. */
function toSerializable(message: unknown): object {
  if (typeof message !== 'object' || message === null) throw new TypeError('A message must be an object');
  return message;
}
