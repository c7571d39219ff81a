import type { LedgerRow } from './ledger-rows';
import { sampleFiles } from './naming';
import { settingsSchema, type TaskSettings } from './task';

/** What a row asks for. */
export interface RowWork {
  readonly settings: TaskSettings;
  /** Files of the result, relative to the results' folder. */
  readonly outputs: readonly string[];
  /** Hash of the photo that the result there is was made of, by these very settings. */
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
