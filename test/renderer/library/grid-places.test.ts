import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  cellAfterKey,
  cellsInSight,
  gridPlaces,
  scrollToCell,
} from '../../../src-renderer/library/grid-places';

const widths = fc.integer({ min: 100, max: 4000 });
const counts = fc.integer({ min: 1, max: 100_000 });

test('cells fill the width without going beyond it, however narrow it is', () => {
  fc.assert(
    fc.property(widths, counts, (width, count) => {
      const { columns, cellWidth, cellHeight, height } = gridPlaces(width, count);
      expect(columns).toBeGreaterThanOrEqual(1);
      expect(columns * cellWidth).toBeLessThanOrEqual(width);
      expect(height).toBe(Math.ceil(count / columns) * cellHeight);
    }),
  );
});

test('every cell that touches the box is in sight, and of a hundred thousand only a few hundred are', () => {
  fc.assert(
    fc.property(widths, counts, fc.integer({ min: 0, max: 1 << 22 }), (width, count, scrolled) => {
      const places = gridPlaces(width, count);
      const box = 700;
      const scrollTop = Math.min(scrolled, Math.max(0, places.height - box));
      const { first, end } = cellsInSight(places, count, scrollTop, box);
      const top = Math.floor(scrollTop / places.cellHeight) * places.columns;
      const bottom = Math.ceil((scrollTop + box) / places.cellHeight) * places.columns;
      expect(first).toBeLessThanOrEqual(top);
      expect(end).toBeGreaterThanOrEqual(Math.min(count, bottom));
      expect(end - first).toBeLessThanOrEqual((Math.ceil(box / places.cellHeight) + 4) * places.columns);
    }),
  );
});

test('arrows go to the neighbour, pages and ends as far as there are cells', () => {
  const places = gridPlaces(168 * 5, 23);
  const after = (key: string, from: number) => cellAfterKey(key, from, 23, places, 2);
  expect(after('ArrowRight', 3)).toBe(4);
  expect(after('ArrowRight', 22)).toBe(22);
  expect(after('ArrowLeft', 0)).toBe(0);
  expect(after('ArrowDown', 3)).toBe(8);
  expect(after('ArrowDown', 19)).toBe(19);
  expect(after('ArrowUp', 2)).toBe(2);
  expect(after('PageDown', 3)).toBe(13);
  expect(after('PageDown', 16)).toBe(22);
  expect(after('PageUp', 16)).toBe(6);
  expect(after('Home', 16)).toBe(0);
  expect(after('End', 0)).toBe(22);
  expect(after('x', 0)).toBeNull();
  expect(cellAfterKey('End', 0, 0, places, 2)).toBeNull();
});

test('a cell that is reached is scrolled completely into sight, and no further', () => {
  fc.assert(
    fc.property(widths, counts, fc.nat(), fc.nat(), (width, count, pick, scrolled) => {
      const places = gridPlaces(width, count);
      const cell = pick % count;
      const box = 3 * places.cellHeight;
      const before = scrolled % (places.height + 1);
      const after = scrollToCell(places, cell, before, box);
      const top = Math.floor(cell / places.columns) * places.cellHeight;
      expect(after).toBeLessThanOrEqual(top);
      expect(after + box).toBeGreaterThanOrEqual(top + places.cellHeight);
      if (before <= top && before + box >= top + places.cellHeight) expect(after).toBe(before);
    }),
  );
});
