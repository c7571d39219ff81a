import type { Dice } from './dice';
import type { Outcome } from './watched';

/** A kind of file, or of message, that comes from outside. */
export interface Target {
  readonly name: string;
  /** The extension of its files, so a finding can be opened. */
  readonly extension: string;
  /** Makes a file that may be wrong in any way. */
  make(dice: Dice): Promise<Uint8Array> | Uint8Array;
  /** Has the program read it. Throws a Find where that is no answer, or where something is left. */
  read(path: string): Promise<Outcome>;
}
