import type { Dice } from './dice';
import type { Outcome } from './watched';

/** A kind of file, or of message, that comes from outside. */
export interface Target {
  readonly name: string;
  /** The extension of its files, so a finding can be opened. */
  readonly extension: string;
  /** Makes a file that may be wrong in any way. */
  make(dice: Dice): Promise<Uint8Array> | Uint8Array;
  /** Makes the program read it. Throws a Find if the answer is faulty or files are left behind. */
  read(path: string): Promise<Outcome>;
}
