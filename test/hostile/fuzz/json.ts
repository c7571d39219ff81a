import type { Dice } from './dice';

const NUMBERS = [0, -1, 1, 0.5, -0.1, 255, 256, 65_536, 2 ** 31, 2 ** 32, 2 ** 53, -(2 ** 53), 1e-300, 1e300];
const STRINGS = [
  '',
  ' ',
  '.',
  '..',
  '../../x',
  '/etc/hostname',
  'C:\\x',
  'a\0b',
  'a\nb',
  '\u202e\u0301\ud800',
  '__proto__',
  'constructor',
  '{name}',
  '!(a|b)*',
  '**/'.repeat(40),
  '<b>&amp;',
  '=1+1',
  'x'.repeat(70_000),
];

/** Values that may replace a field's value. */
export function oddValue(dice: Dice): unknown {
  switch (dice.below(8)) {
    case 0:
      return null;
    case 1:
      return dice.happens(0.5);
    case 2:
      return [];
    case 3:
      return {};
    case 4:
      return dice.one([nested(dice.below(2000)), Array(dice.below(5000)).fill(0)]);
    case 5:
      return dice.one(STRINGS);
    default:
      return dice.one(NUMBERS);
  }
}

function nested(depth: number): unknown {
  let value: unknown = 0;
  for (let k = 0; k < depth; k++) value = k % 2 === 0 ? [value] : { a: value };
  return value;
}

/** A value with a few of its fields changed, left out, added or doubled. */
export function mutateJson(dice: Dice, value: unknown): unknown {
  let changed = value;
  for (let changes = 1 + dice.below(3); changes > 0; changes--) changed = changeOne(dice, changed);
  return changed;
}

function changeOne(dice: Dice, value: unknown): unknown {
  const stops = dice.happens(0.25);
  if (Array.isArray(value)) {
    if (value.length === 0 || stops) return changeList(dice, value);
    const at = dice.below(value.length);
    return value.map((one: unknown, k) => (k === at ? changeOne(dice, one) : one));
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    if (entries.length === 0 || stops) return changeFields(dice, entries);
    const at = dice.below(entries.length);
    return Object.fromEntries(entries.map(([key, one], k) => [key, k === at ? changeOne(dice, one) : one]));
  }
  if (typeof value === 'number' && dice.happens(0.5))
    return value * dice.one([-1, 0.5, 2, 1000]) + dice.below(3) - 1;
  if (typeof value === 'string' && dice.happens(0.3)) return value + dice.one(STRINGS);
  return oddValue(dice);
}

function changeList(dice: Dice, list: readonly unknown[]): unknown {
  const at = dice.below(list.length + 1);
  const one = list.length > 0 ? dice.one(list) : oddValue(dice);
  return dice.one([
    [...list.slice(0, at), ...list.slice(at + 1)],
    [...list.slice(0, at), oddValue(dice), ...list.slice(at)],
    Array(1 + dice.below(300)).fill(one),
    oddValue(dice),
  ]);
}

function changeFields(dice: Dice, entries: readonly [string, unknown][]): unknown {
  const at = dice.below(Math.max(1, entries.length));
  return dice.one([
    Object.fromEntries(entries.filter((_, k) => k !== at)),
    Object.fromEntries([...entries, [dice.one(STRINGS), oddValue(dice)]]),
    Object.fromEntries(entries.map(([key, one], k) => [k === at ? `${key}x` : key, one])),
    oddValue(dice),
  ]);
}
