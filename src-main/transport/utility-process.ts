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

/** The part of Electron's UtilityProcess that is used here. */
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

/**
 * The part of Electron's `utilityProcess` that is used here. It is passed in, because this layer must not import
 * Electron.
 */
export interface UtilityProcesses {
  fork(
    entry: string,
    args: string[],
    options: { env: NodeJS.ProcessEnv; stdio: ['ignore', 'ignore', 'pipe']; serviceName: string },
  ): UtilityProcessLike;
}

/** Opens channels to children that run the JavaScript file `entry` as an Electron utility process. */
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
        // onnxruntime sends telemetry unless this is set before it is loaded.
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
  // Electron's kill() only requests the end, which a child in a native call ignores.
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

/** Signals that may end our processes. None of our exit codes equals one of their numbers. */
const FATAL = ['SIGILL', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGKILL', 'SIGSEGV'] as const;

/**
 * Interprets Electron's exit code. For a child that a signal ended, it is the signal's number or 0, unpredictably. Our
 * children exit with 0 only when they are told to stop, and then the code isn't used.
 */
function fate(code: number): Pick<ChildExit, 'code' | 'signal'> {
  if (code === 0) return { code: null, signal: UNKNOWN_SIGNAL };
  const signal =
    process.platform === 'win32' ? undefined : FATAL.find((name) => constants.signals[name] === code);
  return signal ? { code: null, signal } : { code, signal: null };
}

/** Milliseconds that a process may outlive its channel. */
const OUTLIVES_MS = 1000;

/** Resolves when a process is gone. Electron reports the end of its channel, which may come slightly earlier. */
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

/** The type of `process.parentPort` in an Electron utility process. */
interface ElectronParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
}

/** The channel's end in a utility process; undefined in any other process. */
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
