import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  type ChannelFactory,
  type ChildChannel,
  type ChildExit,
  type ParentPort,
  UNKNOWN_SIGNAL,
} from './channel';
import { watchChildEnd } from './child-end';

/** What is used of Electron's UtilityProcess. */
export interface UtilityProcessLike {
  /** Undefined until it has been spawned, and after its end. */
  readonly pid: number | undefined;
  readonly stderr: NodeJS.ReadableStream | null;
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'exit', listener: (code: number) => void): unknown;
  once(event: 'spawn', listener: () => void): unknown;
  kill(): boolean;
}

/** What is used of Electron's `utilityProcess`; handed in, since below the interfaces nothing knows Electron. */
export interface UtilityProcesses {
  fork(
    entry: string,
    args: string[],
    options: { env: NodeJS.ProcessEnv; stdio: ['ignore', 'ignore', 'pipe']; serviceName: string },
  ): UtilityProcessLike;
}

/** Channels to children that run the JavaScript file `entry` as a utility process of Electron. */
export function utilityProcessFactory(
  utilityProcess: UtilityProcesses,
  entry: string,
  { env, name = 'Daguerre' }: { env?: Readonly<Record<string, string>> | undefined; name?: string } = {},
): ChannelFactory {
  return () =>
    openChild(
      utilityProcess.fork(entry, [], {
        stdio: ['ignore', 'ignore', 'pipe'],
        serviceName: name,
        // onnxruntime reports usage unless this is in the environment before it is loaded.
        env: { ...process.env, ...env, ORT_DISABLE_TELEMETRY: '1' },
      }),
    );
}

function openChild(child: UtilityProcessLike): ChildChannel {
  const childEnd = watchChildEnd(child.stderr);
  let pid: number | undefined;
  let killed = false;
  child.on('exit', async (code) => {
    if (pid !== undefined) await processEnd(pid);
    childEnd.end({ ...fate(code), detail: childEnd.stderr });
  });
  // Electron's kill() is a request to end, which a child in a native call doesn't hear.
  const end = () => {
    if (child.pid === undefined) return;
    if (process.platform === 'win32') child.kill();
    else process.kill(child.pid, 'SIGKILL');
  };
  child.once('spawn', () => {
    pid = child.pid;
    if (killed) end();
  });

  return {
    get pid() {
      return child.pid;
    },
    post: (message) => {
      if (!childEnd.hasEnded) child.postMessage(message);
    },
    onMessage: (listener) => {
      child.on('message', listener);
    },
    onExit: childEnd.onExit,
    kill: () => {
      killed = true;
      if (!childEnd.hasEnded) end();
    },
  };
}

/** Signals that end a process of ours; none of their numbers is an exit status of ours. */
const FATAL = ['SIGILL', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGKILL', 'SIGSEGV'] as const;

/**
 * What Electron's exit code says. For a child that a signal ended it is the signal's number or 0, as it happens; our
 * children leave with 0 only when they are told to, and then nobody asks.
 */
function fate(code: number): Pick<ChildExit, 'code' | 'signal'> {
  if (code === 0) return { code: null, signal: UNKNOWN_SIGNAL };
  const signal =
    process.platform === 'win32' ? undefined : FATAL.find((name) => constants.signals[name] === code);
  return signal ? { code: null, signal } : { code, signal: null };
}

/** How long a process may outlive its channel, in milliseconds. */
const OUTLIVES_MS = 1000;

/** Resolves when a process is gone: Electron tells of its channel's end, which may be a moment before. */
async function processEnd(pid: number): Promise<void> {
  const deadline = performance.now() + OUTLIVES_MS;
  while (performance.now() < deadline) {
    try {
      process.kill(pid, 0);
    } catch {
      return;
    }
    await sleep(5);
  }
}

/** What Electron gives a utility process as `process.parentPort`. */
interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

/** The end of the channel that a utility process has; undefined elsewhere. */
export function utilityProcessPort(): ParentPort | undefined {
  const port = hostOf(process);
  if (!port) return undefined;
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data }) => listener(data));
    },
    // Chromium ends its utility processes with their parent.
    onDisconnect: () => {},
  };
}

function hostOf(host: object & { parentPort?: ElectronParentPort }): ElectronParentPort | undefined {
  return host.parentPort;
}
