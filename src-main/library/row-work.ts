import type { LedgerRow } from './ledger-rows';
import { sampleFiles } from './naming';
import { settingsSchema, type TaskSettings } from './task';

/** The work that a row describes. */
export interface RowWork {
  readonly settings: TaskSettings;
  /** Files of the result, relative to the results' folder. */
  readonly outputs: readonly string[];
  /** Hash of the photo from which the existing result was made with the same settings. */
  readonly unlessIs: string | undefined;
}

export function workOf(row: LedgerRow): RowWork {
  const settings = settingsSchema.parse(JSON.parse(row.settings));
  const isMade = row.resultHash !== null && row.doneSettings === row.settingsHash;
  return {
    settings,
    outputs: sampleFiles(row.output, settings.recipe.samples),
    unlessIs: isMade && row.contentHash !== null ? row.contentHash : undefined,
  };
}
