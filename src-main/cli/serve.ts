import { once } from 'node:events';
import { Command } from 'commander';
import { places } from '../shell/places';
import { inOneFolder, userFolders } from '../shell/user-folders';
import { wrongUsage } from './wrong-usage';

interface Options {
  readonly port: number;
  readonly data?: string;
  readonly model?: string;
}

export function serveCommand(signal: AbortSignal): Command {
  return new Command('serve')
    .description('show the window in a browser on this machine')
    .option('--port <number>', 'of the loopback interface (default a free one)', toPort, 0)
    .option('--data <folder>', 'where settings and unsaved work are kept')
    .option('--model <file>', 'another network')
    .action((options: Options) => serve(options, signal));
}

async function serve(options: Options, signal: AbortSignal): Promise<void> {
  const at = places();
  // Only this command loads the server and its libraries.
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
