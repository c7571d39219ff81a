import type { OrientedTables } from '../contract/jpeg-tables';

/** The tables of a part of a JPEG that begins `x`, `y` pixels into the upright picture: its grid's phase moves. */
export function tablesOfPart({ tables, offset }: OrientedTables, x: number, y: number): OrientedTables {
  return {
    tables,
    offset: { x: (offset.x + x) % tables.blockWidth, y: (offset.y + y) % tables.blockHeight },
  };
}
