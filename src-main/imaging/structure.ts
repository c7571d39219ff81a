import { z } from '../contract/schema';

/** Values of ExifTool's arguments as exiftool-vendored has them read: as HTML, one argument per line. */
export function argumentText(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/\r\n?|\n/g, '&#10;');
}

/** JSON's values, as ExifTool reads XMP structures. */
export type Structure =
  | string
  | number
  | boolean
  | readonly Structure[]
  | { readonly [field: string]: Structure };

export const structureSchema: z.ZodType<Structure> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    z.array(structureSchema),
    z.record(z.string(), structureSchema),
  ]),
);

/** A value in ExifTool's structure syntax, in which a bar escapes special characters. */
export function structureText(value: Structure): string {
  if (typeof value === 'string') return argumentText(value.replace(/[|,{}[\]]/g, '|$&'));
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map(structureText).join(',')}]`;
  const fields = Object.entries(value).map(([name, field]) => `${name}=${structureText(field)}`);
  return `{${fields.join(',')}}`;
}

export function isList(value: Structure): value is readonly Structure[] {
  return Array.isArray(value);
}
