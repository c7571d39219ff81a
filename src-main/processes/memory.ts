import { readFileSync } from 'node:fs';

/**
 * Peak resident memory of this process so far, in MB (2^20 bytes).
 *
 * On Linux it is VmHWM. The other figure (maxrss of getrusage) starts at the parent's size in a forked child, so a
 * small child of a big parent would report the parent's peak.
 */
export function peakMemoryMB(): number {
  return (linuxPeakKB() ?? process.resourceUsage().maxRSS) / 1024;
}

function linuxPeakKB(): number | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const found = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8'));
    return found?.[1] === undefined ? undefined : Number(found[1]);
  } catch {
    return undefined;
  }
}
