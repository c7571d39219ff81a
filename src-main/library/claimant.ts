import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** Creates an identifier for this run of this process on this machine, which claims photos. */
export function newClaimant(): string {
  return `${hostname()}/${process.pid}/${randomBytes(6).toString('hex')}`;
}

/**
 * Whether a claimant has certainly ended: it was a process of this machine that no longer runs. False for a claimant on
 * another machine, or if its process id was reused; then its claims have to expire.
 */
export function hasEnded(claimant: string): boolean {
  const parts = claimant.split('/');
  const pid = Number(parts.at(-2));
  if (parts.slice(0, -2).join('/') !== hostname() || !Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
