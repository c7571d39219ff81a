import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { FIGURES, type Figures, type RecordKind, recordSchema } from './schema';
import { hashOfSources } from './sources';

/** The folder for records that are kept on purpose. */
export const RECORDS = 'test/records/results';

/** A long run whose figures may be kept. */
export interface Recording<Kind extends RecordKind> {
  /** Keeps the figures of the run, where that is wanted; once all that they must hold to has been checked. */
  finish(figures: Figures<Kind>): Promise<void>;
}

/**
 * Begins a long run. With DAGUERRE_LONG_RECORD=1 its figures are kept in test/records/results, with any other value in
 * the folder of that name, and else nowhere.
 */
export async function startRecord<Kind extends RecordKind>(kind: Kind): Promise<Recording<Kind>> {
  const started = performance.now();
  const wanted = process.env['DAGUERRE_LONG_RECORD'] ?? '';
  const sources = await hashOfSources();
  return {
    finish: async (figures) => {
      if (wanted === '') return;
      if ((await hashOfSources()) !== sources) throw new Error('the sources were changed while they ran');
      const [{ model }] = cpus();
      const record = recordSchema.parse({
        what: kind,
        date: new Date().toISOString(),
        seconds: Math.round((performance.now() - started) / 100) / 10,
        cores: cpus().length,
        processor: model.trim(),
        memoryGB: Math.round(totalmem() / 2 ** 30),
        node: process.version,
        platform: `${process.platform} ${process.arch}`,
        sources,
        figures: FIGURES[kind].parse(figures),
      });
      const folder = wanted === '1' ? RECORDS : wanted;
      await mkdir(folder, { recursive: true });
      await writeFile(join(folder, `${kind}.json`), `${JSON.stringify(record, null, 2)}\n`);
    },
  };
}

/** Rounds to `digits` places after the point, for figures that people read. */
export function rounded(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
