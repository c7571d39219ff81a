import type { OrientedTables } from '../contract/jpeg-tables';

/** The tables of a part of a JPEG that begins at `x`, `y` of the upright picture, with the shifted phase of its grid. */
export function tablesOfPart({ tables, offset }: OrientedTables, x: number, y: number): OrientedTables {
  return {
    tables,
    offset: { x: (offset.x + x) % tables.blockWidth, y: (offset.y + y) % tables.blockHeight },
  };
}
