import { CATALOGUE, type OperatorName } from '../operators/catalogue';
import type { OperatorSpec } from '../operators/spec';
import { badRequest } from './errors';
import { type SentenceKeyOf, sentence } from './sentences';

/** A spec whose sentences are in the list. */
export type Spec = OperatorSpec<SentenceKeyOf<never>, SentenceKeyOf<'operators'>>;

/** What each operator is, in the order in which the program lists them. */
export const SPECS: readonly (Spec & { readonly name: OperatorName })[] = CATALOGUE;

/** The names of the operators, in the same order. */
export const OPERATORS: readonly OperatorName[] = SPECS.map(({ name }) => name);

/** What a recipe with an operator that isn't there is told. */
export const OF_THE_OPERATORS = sentence('ofTheOperators', { names: OPERATORS.join(', ') });

/** The spec of an operator. Throws a PlainError (bad request) where there is none of that name. */
export function specOf(name: string): Spec {
  const spec = SPECS.find((each) => each.name === name);
  if (!spec) throw badRequest(OF_THE_OPERATORS);
  return spec;
}
