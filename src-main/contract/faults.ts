import { z } from './schema';

/** Failures that the window says in its own language; the English sentence that comes with them serves all others. */
export const FAULTS = [
  'fileMissing',
  'fileForbidden',
  'fileUnreadable',
  'fileEmpty',
  'notAPicture',
  'unreadableKind',
  'damagedPicture',
  'pictureTooLarge',
  'maskEmpty',
  'maskWhole',
  'maskSize',
  'diskFull',
  'engineCrashed',
  'imagingCrashed',
  'engineMemory',
  'engineStopped',
  'cancelled',
  'overOriginal',
  'folderForbidden',
  'photoClosed',
] as const;
export type FaultKey = (typeof FAULTS)[number];

/** What went wrong, and what its sentence names: a path, a size. */
export const faultSchema = z.object({
  key: z.enum(FAULTS),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type Fault = z.infer<typeof faultSchema>;
