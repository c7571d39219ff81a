import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** Who claims photos: this start of this process on this machine. */
export function newClaimant(): string {
  return `${hostname()}/${process.pid}/${randomBytes(6).toString('hex')}`;
}

/**
 * Whether a claimant has surely ended: it was a process of this machine that runs no more. Of other machines, and where
 * its number was given to another process since, only the end of its claims tells.
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
