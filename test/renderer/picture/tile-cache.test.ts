import { describe, expect, it } from 'vitest';
import { createTileCache } from '../../../src-renderer/picture/tile-cache';

/** A source of tiles that answers when the test says so. */
function source() {
  const asked = new Map<string, { give(): void; fail(): void }>();
  const log: string[] = [];
  const load = (address: string) =>
    new Promise<string>((resolve, reject) => {
      log.push(address);
      asked.set(address, { give: () => resolve(`<${address}>`), fail: () => reject(new Error(address)) });
    });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
  return {
    load,
    log,
    async give(...addresses: string[]) {
      for (const address of addresses) asked.get(address)?.give();
      await settle();
    },
    async fail(address: string) {
      asked.get(address)?.fail();
      await settle();
    },
  };
}

describe('the cache of tiles', () => {
  it('loads the most urgent first, a limited number at once, and nothing that is no longer wanted', async () => {
    const tiles = source();
    const cache = createTileCache(tiles.load, { kept: 10, loading: 2 }, () => {});
    cache.want(['a', 'b', 'c', 'd']);
    expect(tiles.log).toEqual(['a', 'b']);
    cache.want(['d', 'c']);
    await tiles.give('a');
    expect(tiles.log).toEqual(['a', 'b', 'd']);
    expect(cache.get('a')).toBe('<a>');
  });

  it('drops the least recently used values, never wanted ones', async () => {
    const tiles = source();
    const dropped: string[] = [];
    const cache = createTileCache(
      tiles.load,
      { kept: 2, loading: 9 },
      () => {},
      (tile) => dropped.push(tile),
    );
    cache.want(['a', 'b']);
    await tiles.give('a', 'b');
    cache.get('a');
    cache.want(['c']);
    await tiles.give('c');
    expect(dropped).toEqual(['<b>']);
    cache.want(['a', 'c', 'd', 'e']);
    await tiles.give('d', 'e');
    expect(['a', 'c', 'd', 'e'].map((tile) => cache.get(tile))).toEqual(['<a>', '<c>', '<d>', '<e>']);
  });

  it('reports when something has arrived', async () => {
    const tiles = source();
    let arrivals = 0;
    const cache = createTileCache(tiles.load, { kept: 2, loading: 9 }, () => arrivals++);
    cache.want(['a']);
    expect([cache.settled('a'), arrivals]).toEqual([false, 0]);
    await tiles.give('a');
    expect([cache.settled('a'), arrivals]).toEqual([true, 1]);
  });

  it('tries failed loads three times and no more', async () => {
    const tiles = source();
    const cache = createTileCache(tiles.load, { kept: 2, loading: 9 }, () => {});
    cache.want(['a']);
    for (let i = 0; i < 5; i++) await tiles.fail('a');
    expect(tiles.log).toEqual(['a', 'a', 'a']);
    expect([cache.settled('a'), cache.get('a')]).toEqual([true, undefined]);
  });

  it('drops what arrives after it was cleared', async () => {
    const tiles = source();
    const dropped: string[] = [];
    const cache = createTileCache(
      tiles.load,
      { kept: 2, loading: 9 },
      () => {},
      (tile) => dropped.push(tile),
    );
    cache.want(['a']);
    cache.clear();
    await tiles.give('a');
    expect([cache.get('a'), dropped]).toEqual([undefined, ['<a>']]);
  });
});
