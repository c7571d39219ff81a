import { once } from 'node:events';
import { isKey, newKey, SHORTEST_KEY } from '../server/api/bearer';
import { openService } from '../server/api/open-service';
import { requireProviderFirst } from './named-provider';
import { toNetwork } from './network-options';
import { wrongUsage } from './wrong-usage';

const MOST_WAITING = 1000;

/** Serves programs until `signal` is aborted, which counts as success. */
export async function serveApi(options: ServeOptions, signal: AbortSignal): Promise<void> {
  const { port, host = '127.0.0.1', apiKey, waiting } = options;
  if (apiKey !== undefined && !isKey(apiKey))
    throw wrongUsage(
      `--api-key must have at least ${SHORTEST_KEY} characters: letters, digits and signs, without spaces.`,
    );
  if (!Number.isInteger(waiting) || waiting < 0 || waiting > MOST_WAITING)
    throw wrongUsage(`--waiting must be a whole number from 0 to ${MOST_WAITING}.`);
  const network = toNetwork(options);
  await requireProviderFirst(network, signal);
  const key = apiKey ?? newKey();
  const service = await openService({ host, port, key, network, waiting });
  const words = [`The service is at ${service.address}; Ctrl-C ends it.`];
  // A key that the user gave isn't printed.
  if (apiKey === undefined)
    words.push(`Its key is ${key}, until it ends; DAGUERRE_API_KEY gives it another.`);
  process.stdout.write(`${words.join('\n')}\n`);
  if (!isLoopback(host))
    process.stderr.write(
      'Photos and the key cross the network unencrypted; put a server with TLS before this one.\n',
    );
  if (!signal.aborted) await once(signal, 'abort');
  await service.close();
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.');
}

/** The options as typed. */
export interface ServeOptions {
  readonly port: number;
  readonly data?: string;
  readonly model?: string;
  readonly provider?: string;
  readonly threads?: number;
  readonly api?: true;
  readonly apiKey?: string;
  readonly host?: string;
  readonly waiting: number;
}
