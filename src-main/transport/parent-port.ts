import type { ParentPort } from './channel';
import { childProcessPort } from './child-process';
import { utilityProcessPort } from './utility-process';

/** The channel to whoever started this process, as a utility process or as a child process; undefined elsewhere. */
export function parentPort(): ParentPort | undefined {
  return utilityProcessPort() ?? childProcessPort();
}
