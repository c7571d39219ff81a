import { badRequest } from '../contract/errors';
import { OF_THE_OPERATORS } from '../contract/operators';
import type { OperatorName } from './catalogue';
import type { Operator } from './model/operator';
import * as operators from './operators';

/** Every name of the catalogue has its operator; the compiler reports a missing one. */
const OPERATORS: Readonly<Record<OperatorName, Operator<EvaluationName>>> = operators;

/** The operator with a name. Throws a PlainError (bad request) for an unknown name. */
export function operatorOf(name: OperatorName): Operator<EvaluationName> {
  if (!Object.hasOwn(OPERATORS, name)) throw badRequest(OF_THE_OPERATORS);
  return OPERATORS[name];
}

/** The names of all rows of the evaluation. */
export type EvaluationName = (typeof operators)[OperatorName]['evaluation'][number]['name'];
