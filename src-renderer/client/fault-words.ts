import type { Fault } from '../../src-main/contract/faults';
import { say } from '../messages/messages';
import { isOfPlace } from './said-as-faults';
import { sentenceWords } from './sentence-words';

/** What went wrong, in the window's language; the privileged side's sentence where it is no known fault. */
export function faultWords(fault: Fault | undefined, message: string): string {
  if (!fault) return sentenceWords(message);
  const { path, ...values } = fault.values;
  if (path === undefined) return say(`fault.${fault.key}`, values);
  // Files are known by their names; an upload's folder would tell nobody anything.
  const shown = isOfPlace(fault.key) ? path : String(path).replace(/^.*[\\/]/, '');
  return say(`fault.${fault.key}`, { ...values, path: shown });
}
