import { PlainError } from '../../contract/errors';
import { saidSchema } from '../../contract/said';

/** Replaces file names in a PlainError's message by pairs [this machine's name, other name]. */
export function renamed(error: unknown, pairs: readonly (readonly [string, string])[]): unknown {
  if (!(error instanceof PlainError)) return error;
  const text = pairs
    .filter(([local, named]) => local !== named)
    .reduce((message: string, [local, named]) => message.replaceAll(local, named), error.message);
  return new PlainError(saidSchema.parse(text), { badRequest: error.badRequest, cause: error });
}
