import { describe, expect, it } from 'vitest';
import { createTileCache } from '../../src-main/studio/tile-cache';

const tile = (length: number) => ({ type: 'image/png' as const, bytes: new Uint8Array(length) });

describe('the cache of tiles', () => {
  it('keeps the latest used ones, up to a number of bytes', () => {
    const cache = createTileCache(100);
    cache.add('a', tile(40));
    cache.add('b', tile(40));
    cache.get('a');
    cache.add('c', tile(40));
    expect(['a', 'b', 'c'].map((key) => cache.get(key) !== undefined)).toEqual([true, false, true]);
    cache.add('a', tile(10));
    cache.add('d', tile(50));
    expect(['a', 'c', 'd'].map((key) => cache.get(key)?.bytes.length)).toEqual([10, 40, 50]);
  });

  it('forgets the tiles of a picture together', () => {
    const cache = createTileCache(100);
    cache.add('x/0/0/0', tile(1));
    cache.add('xy/0/0/0', tile(1));
    cache.forget('x/');
    expect(cache.get('x/0/0/0')).toBeUndefined();
    expect(cache.get('xy/0/0/0')).toBeDefined();
  });
});
