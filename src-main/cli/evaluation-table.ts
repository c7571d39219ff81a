import type { EvaluationRow } from '../evaluation/rows';
import { TASK_NAMES } from '../evaluation/tasks';

interface Column {
  readonly title: string;
  readonly text: (row: EvaluationRow) => string;
}

const COLUMNS: readonly Column[] = [
  { title: 'photos', text: (row) => String(row.photos) },
  { title: 'anchor', text: (row) => row.anchor.toFixed(2) },
  { title: '1 call', text: (row) => row.one.toFixed(2) },
  { title: '5 calls', text: (row) => row.five.toFixed(2) },
  { title: '8 calls', text: (row) => row.eight.toFixed(2) },
  { title: 'mean of 4', text: (row) => row.mean4.toFixed(2) },
  { title: 'V/B', text: (row) => row.calibration.toFixed(2) },
  { title: 'CRPS', text: (row) => row.crps.toFixed(2) },
  { title: 'coverage', text: (row) => `${(100 * row.coverage).toFixed(1)} %` },
  { title: 'fit', text: (row) => row.fit.toFixed(3) },
];

/** Column widths are fixed in advance, so that each row can be printed as soon as it is known. */
const NAME_WIDTH = Math.max(...TASK_NAMES.map((name) => name.length));
const MIN_WIDTH = 6;

/** The header line of the table. */
export function tableHeader(): string {
  return line(
    'operator',
    COLUMNS.map(({ title }) => title),
  );
}

/** One row of the table: PSNR in dB, CRPS in 8-bit levels. */
export function tableRow(row: EvaluationRow): string {
  return line(
    row.operator,
    COLUMNS.map(({ text }) => text(row)),
  );
}

function line(name: string, cells: readonly string[]): string {
  const aligned = cells.map((cell, i) => cell.padStart(Math.max(MIN_WIDTH, COLUMNS[i].title.length)));
  return [name.padEnd(NAME_WIDTH), ...aligned].join('  ');
}
