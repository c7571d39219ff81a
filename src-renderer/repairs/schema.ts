import { SPECS } from '../../src-main/contract/operators';
import { z } from '../../src-main/contract/schema';
import type { RepairName } from '../../src-main/operators/catalogue';
import { advancedSchema } from './advanced';
import * as all from './all';
import type { Kept, Repair } from './repair';

/** The stored state of each repair. */
type AllKept = { readonly [Name in RepairName]: KeptOf<Name> };
type KeptOf<Name> = Name extends keyof typeof all ? z.infer<(typeof all)[Name]['schema']> : Kept;

/**
 * The repairs as the window keeps them: the values of every repair, ticked or not, so that unticking loses nothing.
 * Presets and projects contain the same.
 */
export type Repairs = AllKept & { readonly advanced: z.infer<typeof advancedSchema> };

/** Every name of the catalogue has its repair; the compiler reports a missing one. */
export const REPAIRS: { readonly [Name in RepairName]: Repair<Repairs[Name]> } = all;

/** The repairs that can be ticked, in the order of the panel. */
export const REPAIR_NAMES: readonly RepairName[] = [
  ...new Set([...SPECS].sort((a, b) => a.repair.place - b.repair.place).map(({ repair }) => repair.name)),
];

const repairsSchema = z.object({ ...schemas(), advanced: advancedSchema });

/** The schemas of all repairs by name. */
function schemas(): { readonly [Name in RepairName]: z.ZodType<Repairs[Name]> };
// The compiler can't follow names through a loop; the overload declares the loop's result, and repairs.test.ts checks it.
function schemas(): Readonly<Record<string, z.ZodType>> {
  return Object.fromEntries(REPAIR_NAMES.map((name) => [name, REPAIRS[name].schema]));
}

/** No repair ticked, with values that suit most photos. */
export const NO_REPAIRS: Repairs = repairsSchema.parse({});

/** Reads the repairs of a project or preset; NO_REPAIRS if they are invalid. */
export function readRepairs(value: unknown): Repairs {
  const parsed = repairsSchema.safeParse(value);
  return parsed.success ? parsed.data : NO_REPAIRS;
}

/** The repairs with one of them replaced. */
export function withRepair<Name extends RepairName>(
  repairs: Repairs,
  name: Name,
  value: Repairs[Name],
): Repairs {
  return { ...repairs, [name]: value };
}

/** Ticks or unticks one repair. */
export function tick(repairs: Repairs, name: RepairName, on: boolean): Repairs {
  return { ...repairs, [name]: { ...repairs[name], on } };
}

/** The names of the ticked repairs, in the order of the panel. */
export function tickedIn(repairs: Repairs): readonly RepairName[] {
  return REPAIR_NAMES.filter((name) => repairs[name].on);
}
