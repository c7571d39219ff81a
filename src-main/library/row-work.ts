import type { LedgerRow } from './ledger-rows';
import { sampleFiles } from './naming';
import { settingsOf } from './row-settings';
import type { TaskSettings } from './task';

/** The work that a row describes. */
export interface RowWork {
  readonly settings: TaskSettings;
  /** Files of the result, relative to the results' folder. */
  readonly outputs: readonly string[];
  /** Hash of the photo from which the existing result was made with the same settings. */
  readonly unlessIs: string | undefined;
}

/** Throws a PlainError (bad request) if the row's settings are damaged. */
export function workOf(row: LedgerRow): RowWork {
  const settings = settingsOf(row);
  const isMade = row.resultHash !== null && row.doneSettings === row.settingsHash;
  return {
    settings,
    outputs: sampleFiles(row.output, settings.recipe.samples),
    unlessIs: isMade && row.contentHash !== null ? row.contentHash : undefined,
  };
}
