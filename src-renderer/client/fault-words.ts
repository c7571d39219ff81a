import type { Fault } from '../../src-main/contract/faults';
import { say } from '../messages/messages';

/** What went wrong, in the window's language; the privileged side's English sentence where there are no words for it. */
export function faultWords(fault: Fault | undefined, message: string): string {
  return fault ? say(`fault.${fault.key}`, fault.values) : message;
}
