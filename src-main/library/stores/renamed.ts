import { PlainError } from '../../contract/errors';
import { type Said, type SaidValue, saidSchema } from '../../contract/said';
import { LeftAlone } from '../../jobs/find-damage';

type Names = readonly (readonly [string, string])[];

/** Replaces file names in what a PlainError says, by pairs [this machine's name, other name]. */
export function renamed(error: unknown, pairs: Names): unknown {
  // A photo that is left alone is reported by its reason, which names no file.
  if (!(error instanceof PlainError) || error instanceof LeftAlone) return error;
  const others = pairs.filter(([local, named]) => local !== named);
  return new PlainError(renamedIn(error.said, others), { badRequest: error.badRequest, cause: error });
}

function renamedIn({ key, values }: Said, pairs: Names): Said {
  const others = Object.entries(values).map(([name, value]) => [name, renamedValue(value, pairs)]);
  return saidSchema.parse({ key, values: Object.fromEntries(others) });
}

function renamedValue(value: SaidValue, pairs: Names): SaidValue {
  if (typeof value === 'string') {
    return pairs.reduce((text, [local, named]) => text.replaceAll(local, named), value);
  }
  return typeof value === 'object' && 'key' in value ? renamedIn(value, pairs) : value;
}
