import { expect } from 'vitest';

export interface Limits {
  /** Processor time, since the machine may be busy with something else. */
  readonly seconds: number;
  /** Growth of this process's largest resident memory, in MB. */
  readonly megabytes: number;
}

/** Does the work and expects it to keep within limits of time and memory. */
export async function within<T>({ seconds, megabytes }: Limits, work: () => Promise<T>): Promise<T> {
  const peak = () => process.resourceUsage().maxRSS / 1024;
  const before = peak();
  const started = process.cpuUsage();
  const value = await work();
  const { user, system } = process.cpuUsage(started);
  expect((user + system) / 1e6).toBeLessThan(seconds);
  expect(peak() - before).toBeLessThan(megabytes);
  return value;
}
