/** A curve of ICC profiles: a power, in 256ths. */
function curve(power: number): Buffer {
  const data = Buffer.from('curv\0\0\0\0\0\0\0\x01\0\0\0\0', 'latin1');
  data.writeUInt16BE(Math.round(power * 256), 12);
  return data;
}

function xyz(...values: readonly [number, number, number]): Buffer {
  const data = Buffer.from(`XYZ \0\0\0\0${'\0'.repeat(12)}`, 'latin1');
  for (const [k, value] of values.entries()) data.writeInt32BE(Math.round(value * 65536), 8 + 4 * k);
  return data;
}

const D50 = [0.9642, 1, 0.8249] as const;

/** A minimal ICC profile (version 2) of a display. */
function profile(space: 'GRAY' | 'RGB ', own: readonly (readonly [string, Buffer])[]): Buffer {
  const name = Buffer.from('desc\0\0\0\0\0\0\0\x05test\0', 'latin1');
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', Buffer.concat([name, Buffer.alloc(78 + 1)])],
    ['cprt', Buffer.from('text\0\0\0\0none\0\0\0\0', 'latin1')],
    ['wtpt', xyz(...D50)],
    ...own,
  ];
  const start = 132 + 12 * tags.length;
  const size = start + tags.reduce((sum, [, data]) => sum + data.length, 0);
  const head = Buffer.alloc(start);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(0x02400000, 8);
  head.write(`mntr${space}XYZ `, 12, 'latin1');
  head.write('acsp', 36, 'latin1');
  xyz(...D50).copy(head, 68, 8);
  head.writeUInt32BE(tags.length, 128);
  let at = start;
  for (const [k, [tag, data]] of tags.entries()) {
    head.write(tag, 132 + 12 * k, 'latin1');
    head.writeUInt32BE(at, 136 + 12 * k);
    head.writeUInt32BE(data.length, 140 + 12 * k);
    at += data.length;
  }
  return Buffer.concat([head, ...tags.map(([, data]) => data)]);
}

/** Grey numbers in proportion to light. */
export function linearGreyProfile(): Buffer {
  return profile('GRAY', [['kTRC', curve(1)]]);
}

/** Adobe RGB (1998): its primaries adapted to D50, as its own profile has them. */
export function adobeRgbProfile(): Buffer {
  const power = curve(2 + 51 / 256);
  return profile('RGB ', [
    ['rXYZ', xyz(0.60974, 0.31111, 0.01947)],
    ['gXYZ', xyz(0.20528, 0.62567, 0.06087)],
    ['bXYZ', xyz(0.14919, 0.06322, 0.74457)],
    ['rTRC', power],
    ['gTRC', power],
    ['bTRC', power],
  ]);
}
