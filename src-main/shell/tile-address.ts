import { z } from '../contract/schema';
import { id } from '../contract/window/basics';

const count = z
  .string()
  .regex(/^(0|[1-9]\d{0,6})$/)
  .transform(Number);
/** A stamp only gives a changed tile another address; the latest tile is always served. */
const parts = z.union([z.tuple([id, count, count, count]), z.tuple([id, count, count, count, count])]);

/** Parses a tile's address, <picture>/<level>/<column>/<row> or .../<stamp>; undefined for any other text. */
export function parseTileAddress(
  address: string,
): { picture: string; level: number; column: number; row: number } | undefined {
  const parsed = parts.safeParse(address.split('/'));
  if (!parsed.success) return undefined;
  const [picture, level, column, row] = parsed.data;
  return { picture, level, column, row };
}
