import type { Command } from 'commander';
import { type MetricsPlace, serveMetrics } from '../metrics/metrics-server';
import type { Registry } from '../metrics/registry';
import { toText } from './options';
import type { Speech } from './speech';
import { wrongUsage } from './wrong-usage';

/** Adds --metrics. */
export function addMetricsOption(command: Command): Command {
  return command.option(
    '--metrics <port>',
    'answer Prometheus at /metrics on this port of 127.0.0.1 while it runs; ADDRESS:PORT for another address of this machine',
    toText,
  );
}

/** Parses --metrics; undefined where it isn't given. Throws a PlainError (bad request). */
export function toMetricsPlace(text: string | undefined): MetricsPlace | undefined {
  if (text === undefined) return undefined;
  const found = /^(?:(.+):)?(\d{1,5})$/.exec(text.trim());
  const port = Number(found?.[2]);
  if (!found || port > 65535)
    throw wrongUsage(`--metrics must be a port, or ADDRESS:PORT, not ${text}; such as 9464 or 0.0.0.0:9464.`);
  return { host: found[1]?.replace(/^\[(.*)\]$/, '$1') ?? '127.0.0.1', port };
}

/** Serves a registry while `work` runs, and says where. */
export async function withMetrics<T>(
  place: MetricsPlace | undefined,
  registry: Registry | undefined,
  speech: Speech,
  work: () => Promise<T>,
): Promise<T> {
  if (!place || !registry) return work();
  const server = await serveMetrics(place, registry);
  speech.note(`Metrics are at ${server.address}.`);
  try {
    return await work();
  } finally {
    await server.close();
  }
}
