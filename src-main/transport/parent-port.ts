import type { ParentPort } from './channel';
import { childProcessPort } from './child-process';
import { utilityProcessPort } from './utility-process';

/** The channel to the parent of a utility process or a child process; undefined in any other process. */
export function parentPort(): ParentPort | undefined {
  return utilityProcessPort() ?? childProcessPort();
}
