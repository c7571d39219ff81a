import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PlainError } from '../../src-main/contract/errors';
import { OPERATORS, SPECS, specOf } from '../../src-main/contract/operators';
import { OWN_RECIPES } from '../../src-main/contract/own-recipes';
import { TASK_NAMES, taskNamed } from '../../src-main/evaluation/tasks';

describe('the catalogue of operators', () => {
  it('gives each operator one name, and each field one operator', () => {
    const fields = SPECS.flatMap((spec) => Object.keys(spec.fields));
    expect(new Set(OPERATORS).size).toBe(OPERATORS.length);
    expect(new Set(fields).size).toBe(fields.length);
  });

  it.each(SPECS)('$name names its own fields and existing operators', (spec) => {
    const fields = Object.keys(spec.fields);
    if (spec.enlargesBy !== null) expect(fields).toContain(spec.enlargesBy);
    if (typeof spec.preview !== 'string') expect(fields).toContain(spec.preview.field);
    for (const other of spec.trainedWith) expect(OPERATORS).toContain(other);
  });

  it.each(SPECS)('$name has initial values that both its controls and the recipe accept', (spec) => {
    for (const field of Object.values(spec.fields)) {
      if (field.kind !== 'number' || field.initial === undefined) continue;
      const offered = field.slider ?? {
        min: Math.min(...(field.offered ?? [])),
        max: Math.max(...(field.offered ?? [])),
      };
      expect(offered.min).toBeGreaterThanOrEqual(field.range.min);
      expect(offered.max).toBeLessThanOrEqual(field.range.max);
      expect(field.initial).toBeGreaterThanOrEqual(offered.min);
      expect(field.initial).toBeLessThanOrEqual(offered.max);
    }
  });

  it('refuses an unknown name in a sentence', () => {
    expect(() => specOf('sharpen')).toThrow(PlainError);
    expect(() => specOf('toString')).toThrow(/operator must be one of denoise, inpaint/);
  });

  it('has a row of the evaluation for each operator', () => {
    const measured = new Set(TASK_NAMES.map((name) => taskNamed(name).operator));
    expect(OPERATORS.filter((name) => !measured.has(name))).toEqual([]);
  });

  it("has a row of the README's table for each operator, in the same order", () => {
    expect(rowsAfter('| operator |')).toEqual(
      SPECS.map(({ name, readme }) => `| \`${name}\` | ${readme.measured} | ${readme.options} |`),
    );
  });

  it("has a row of the README's other table for each recipe that comes with the program", () => {
    const names = rowsAfter('| recipe |').map((row) => row.split('`')[1]);
    expect(names).toEqual([...OWN_RECIPES]);
  });
});

/** The rows of the README's table with this beginning of its head. */
function rowsAfter(head: string): string[] {
  const lines = readFileSync('README.md', 'utf8').split('\n');
  const first = lines.findIndex((line) => line.startsWith(head)) + 2;
  return lines.slice(first, lines.indexOf('', first));
}
