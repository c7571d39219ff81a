import { readFileSync } from 'node:fs';
import type { Reading, Registry } from './registry';

/** Returns the ids of the engine's processes by name; undefined for one that doesn't run. */
export type EnginePids = () => Readonly<Record<string, number | undefined>>;

/** Adds the memory and the processor time of this process, and the memory of the engine's. */
export function addProcessMetrics(registry: Registry, pids: EnginePids): void {
  const started = Date.now() / 1000 - process.uptime();
  registry.gauge(
    'process_start_time_seconds',
    'When the process started, in seconds since 1970.',
    () => started,
  );
  registry.gauge('process_resident_memory_bytes', 'Memory of the process without its engine.', () =>
    process.memoryUsage.rss(),
  );
  registry.gauge(
    'daguerre_engine_resident_memory_bytes',
    "Memory of the engine's processes; only where the system tells (Linux).",
    () => Object.entries(pids()).flatMap(([name, pid]) => memoryOf(name, pid)),
  );
}

function memoryOf(name: string, pid: number | undefined): Reading[] {
  if (pid === undefined || process.platform !== 'linux') return [];
  try {
    const found = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return found === undefined ? [] : [{ labels: { process: name }, value: Number(found) * 1024 }];
  } catch {
    // The process ended in between.
    return [];
  }
}
