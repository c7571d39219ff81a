/**
 * Reads the description of a whole ICC profile (ICC.1, tag 'desc': a textDescriptionType in version 2, a
 * multiLocalizedUnicodeType in version 4); undefined if the profile has none.
 */
export function iccProfileName(profile: Uint8Array): string | undefined {
  const view = new DataView(profile.buffer, profile.byteOffset, profile.byteLength);
  const ascii = (from: number, length: number) =>
    String.fromCharCode(...profile.subarray(from, from + length));
  if (profile.length < 132) return undefined;
  const count = Math.min(view.getUint32(128), 100);
  for (let k = 0; k < count; k++) {
    const entry = 132 + 12 * k;
    if (entry + 12 > profile.length) return undefined;
    if (ascii(entry, 4) !== 'desc') continue;
    const at = view.getUint32(entry + 4);
    if (at + 28 > profile.length) return undefined;
    if (ascii(at, 4) === 'desc') return clean(ascii(at + 12, Math.min(view.getUint32(at + 8), 256)));
    if (ascii(at, 4) !== 'mluc') return undefined;
    const length = Math.min(view.getUint32(at + 20), 512);
    const from = at + view.getUint32(at + 24);
    if (from + length > profile.length) return undefined;
    return clean(new TextDecoder('utf-16be').decode(profile.subarray(from, from + length)));
  }
  return undefined;
}

function clean(name: string): string | undefined {
  const end = name.indexOf('\0');
  const text = (end < 0 ? name : name.slice(0, end)).trim();
  return text === '' ? undefined : text;
}
