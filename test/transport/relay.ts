import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { ChannelFactory, ChildExit } from '../../src-main/transport/channel';
import { electronForTests } from '../setup/electron.mjs';
import { startScreen } from '../setup/screen.mjs';
import { fromRelay, type ToRelay } from './relay-messages';

export interface Relay {
  /** Channels to utility processes that run the file; both ends of each lie in the relay, an Electron. */
  factory(entry: string): ChannelFactory;
  stop(): Promise<void>;
}

interface Listeners {
  pid: number | undefined;
  readonly message: ((value: unknown) => void)[];
  readonly exit: ((exit: ChildExit) => void)[];
}

/** Starts an Electron that opens channels for this process; undefined where there is no Electron. */
export async function openRelay(): Promise<Relay | undefined> {
  const folder = await electronForTests();
  if (!folder) return undefined;
  const endScreen = await startScreen();
  const program = resolve('out/test/utility-relay');
  await mkdir(program, { recursive: true });
  await writeFile(
    join(program, 'package.json'),
    JSON.stringify({ name: 'relay', main: '../utility-relay.cjs' }),
  );
  const electron = spawn(join(folder, 'electron'), ['--no-sandbox', '--disable-gpu', program], {
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
  const open = new Map<number, Listeners>();
  const send = (message: ToRelay) => electron.send(message, () => {});
  electron.on('message', (received) => {
    const message = fromRelay.parse(received);
    if (message.type === 'ready') return;
    const listeners = open.get(message.id);
    if (!listeners) return;
    if (message.type === 'message') {
      listeners.pid = message.pid;
      for (const listener of listeners.message) listener(message.value);
    } else {
      open.delete(message.id);
      for (const listener of listeners.exit) listener(message.exit);
    }
  });
  await once(electron, 'message');

  let next = 1;
  return {
    factory: (entry) => () => {
      const id = next++;
      const listeners: Listeners = { pid: undefined, message: [], exit: [] };
      open.set(id, listeners);
      send({ type: 'open', id, entry: resolve(entry) });
      return {
        get pid() {
          return listeners.pid;
        },
        post: (value) => send({ type: 'post', id, value }),
        onMessage: (listener) => listeners.message.push(listener),
        onExit: (listener) => listeners.exit.push(listener),
        kill: () => send({ type: 'kill', id }),
      };
    },
    stop: async () => {
      electron.disconnect();
      await once(electron, 'exit');
      endScreen();
    },
  };
}
