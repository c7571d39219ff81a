import { CATALOGUE, type OperatorName, type RepairName } from '../operators/catalogue';
import type { OperatorSpec } from '../operators/spec';
import { badRequest } from './errors';
import { type SayingKeyOf, said } from './said';

/** A spec of the catalogue: its sentences are in the list. */
export interface Spec extends OperatorSpec<SayingKeyOf<never>, SayingKeyOf<'earlier'>> {
  readonly name: OperatorName;
  readonly repair: { readonly name: RepairName; readonly place: number };
}

/** The operators' specs, in the order in which the program lists them. */
export const SPECS: readonly Spec[] = CATALOGUE;

/** The names of the operators, in the same order. */
export const OPERATORS: readonly OperatorName[] = SPECS.map(({ name }) => name);

/** The error for a recipe with an unknown operator. */
export const OF_THE_OPERATORS = said('ofTheOperators', { names: OPERATORS.join(', ') });

/** The spec of an operator. Throws a PlainError (bad request) for an unknown name. */
export function specOf(name: string): Spec {
  const spec = SPECS.find((each) => each.name === name);
  if (!spec) throw badRequest(OF_THE_OPERATORS);
  return spec;
}

/** The name under which model cards list an operator: another one's, if both give the network the same inputs. */
export function nameInCards(name: string): string {
  return SPECS.find((each) => each.name === name)?.trainedAs ?? name;
}
