import { badRequest } from '../contract/errors';
import { OF_THE_OPERATORS } from '../contract/operators';
import type { OperatorName } from './catalogue';
import type { Operator } from './model/operator';
import * as operators from './operators';

/** Each name of the catalogue has its operator: a gap is an error of the compiler. */
const OPERATORS: Readonly<Record<OperatorName, Operator<EvaluationName>>> = operators;

/** The operator of a name. Throws a PlainError (bad request) for one that isn't there: it is no noise, but a mistake. */
export function operatorOf(name: OperatorName): Operator<EvaluationName> {
  if (!Object.hasOwn(OPERATORS, name)) throw badRequest(OF_THE_OPERATORS);
  return OPERATORS[name];
}

/** The names of all rows of the evaluation. */
export type EvaluationName = (typeof operators)[OperatorName]['evaluation'][number]['name'];
