import { once } from 'node:events';
import { Command } from 'commander';
import { places } from '../shell/places';
import { inOneFolder, userFolders } from '../shell/user-folders';
import { toNumber, toText } from './options';
import type { ServeOptions } from './serve-api';
import { wrongUsage } from './wrong-usage';

const API = `
With --api programs get the service of docs/api.md instead of the window: restore, detect, estimate, and /metrics for
Prometheus. Every request needs the key. Other users of this machine can see command lines, so give the key by
DAGUERRE_API_KEY or in the configuration file; without one a new key is made and printed. The service listens on this
machine alone unless --host names another address; it speaks HTTP, so put a server with TLS in front of it there.

Examples:
  daguerre serve --port 8080
  DAGUERRE_API_KEY=... daguerre serve --api --port 8080`;

export function serveCommand(signal: AbortSignal): Command {
  const command = new Command('serve')
    .description('show the window in a browser on this machine, or serve programs (--api)')
    .option('--port <number>', 'of the loopback interface (default a free one)', toPort, 0)
    .option('--data <folder>', 'where settings and unsaved work are kept')
    .option('--api', 'a service for programs instead of the window')
    .option('--api-key <key>', 'what requests must know: 16 characters or more', toText)
    .option('--host <address>', 'with --api: another address of this machine than 127.0.0.1', toText)
    .option(
      '--waiting <n>',
      'with --api: requests that may wait; others are told to come again',
      toNumber,
      8,
    );
  return command
    .option('--provider <name>', 'with --api: what runs the network, as for restore', toText)
    .option('--threads <n>', 'with --api: threads of the processor (default all)', toNumber)
    .option('--model <file>', 'another network (.onnx with its card beside it)', toText)
    .addHelpText('after', API)
    .action(async (options: ServeOptions) => {
      if (options.api) {
        // Only this command loads the server and its libraries.
        const { serveApi } = await import('./serve-api');
        return serveApi(options, signal);
      }
      if (options.host !== undefined)
        throw wrongUsage('--host goes with --api; the window is shown on this machine alone.');
      return serve(options, signal);
    });
}

async function serve(options: ServeOptions, signal: AbortSignal): Promise<void> {
  const at = places();
  const { openServer } = await import('../server/open-server');
  const server = await openServer({
    port: options.port,
    page: at.page,
    folders: {
      ...(options.data === undefined ? userFolders() : inOneFolder(options.data)),
      examples: at.examples,
      model: options.model ?? at.model,
    },
  });
  process.stdout.write(
    `Daguerre is at ${server.entrance}\nOpen it in a browser on this machine; the address works once. Ctrl-C ends it.\n`,
  );
  if (!signal.aborted) await once(signal, 'abort');
  await server.close();
}

function toPort(text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65535 && text.trim() !== '') return port;
  throw wrongUsage(`--port must be a whole number up to 65535, not ${text}.`);
}
