import * as specs from './specs';

type Spec = (typeof specs)[keyof typeof specs];

/** The operators that a recipe may name, in the order in which the program lists them. */
export const CATALOGUE: readonly Spec[] = Object.values(specs).sort((a, b) => a.place - b.place);

export type OperatorName = Spec['name'];
/** The window's repairs; a repair may have several operators. */
export type RepairName = Spec['repair']['name'];

/** All members of a union at once. */
type AllOf<Union> = (Union extends unknown ? (member: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;
/** The fields of all operators by their names. */
export type Fields = AllOf<Spec['fields']>;
export type FieldName = keyof Fields;
