import { expect, test } from 'vitest';
import { Entrance } from '../../src-main/server/entrance';

test('a token is exchanged once, for a cookie that no page can read', () => {
  const entrance = new Entrance(4000);
  expect(entrance.exchange('guess')).toBeUndefined();
  const header = entrance.exchange(entrance.token) ?? '';
  expect(header).toMatch(/^daguerre-4000=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
  expect(entrance.exchange(entrance.token)).toBeUndefined();
  expect(entrance.admits(`other=1; ${header.split(';')[0]}`)).toBe(true);
});

test('no other cookie is admitted', () => {
  const entrance = new Entrance(4000);
  const own = (entrance.exchange(entrance.token) ?? '').split(';')[0] ?? '';
  for (const cookies of [undefined, '', 'daguerre-4000=', `daguerre-4000=${entrance.token}`, `${own}x`]) {
    expect(entrance.admits(cookies)).toBe(false);
  }
  expect(new Entrance(4000).admits(own)).toBe(false);
});
