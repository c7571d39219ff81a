import { existsSync, readFileSync } from 'node:fs';
import { chmod, writeFile } from 'node:fs/promises';

const STRACE = '/usr/bin/strace';
export const canTrace = process.platform === 'linux' && existsSync(STRACE);

/** System calls by which something is sent, or an address to send to is chosen. */
const CALLS = 'connect,sendto,sendmsg,sendmmsg';

/**
 * Writes a program that starts `executable` under strace, which follows all of its threads and processes, and notes in
 * `log` what they call. strace stands beside it (-D), so that the program itself gets the signals.
 */
export async function tracing(executable: string, log: string, path: string): Promise<string> {
  const words = [STRACE, '-D', '-f', '--seccomp-bpf', '-qq', '-s', '0', '-e', `trace=${CALLS}`, '-o', log];
  await writeFile(
    path,
    `#!/bin/sh\nexec ${[...words, executable].map((word) => `'${word}'`).join(' ')} "$@"\n`,
  );
  await chmod(path, 0o755);
  return path;
}

export interface Trace {
  /** The number of recorded calls: an empty log would prove nothing. */
  readonly calls: number;
  /** Those with an address of the Internet's families, this machine's own included. */
  readonly sent: readonly string[];
  /** Questions for an address by the system's own means: a resolver's socket. Those to port 53 are in `sent`. */
  readonly lookups: readonly string[];
}

export function readTrace(log: string): Trace {
  const lines = readFileSync(log, 'utf8').split('\n').filter(Boolean);
  return {
    calls: lines.length,
    sent: lines.filter((line) => /AF_INET6?\b/.test(line)),
    // A missing resolver gets no questions; nscd would also get questions for users' names.
    lookups: lines.filter(
      (line) => /sun_path="[^"]*(?:resolve|mdns|avahi|nscd|lookup)/.test(line) && !line.includes('ENOENT'),
    ),
  };
}
