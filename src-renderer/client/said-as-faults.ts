import type { FaultKey } from '../../src-main/contract/faults';
import type { SayingKey } from '../../src-main/contract/said';

/** Sentences that the catalogue says by the fault that they tell of: `fault.` and its key instead of `said.`. */
const FAULT_OF = {
  fileMissing: 'fileMissing',
  fileForbidden: 'fileForbidden',
  fileUnreadable: 'fileUnreadable',
  fileEmpty: 'fileEmpty',
  notAPicture: 'notAPicture',
  unreadableKind: 'unreadableKind',
  damagedPicture: 'damagedPicture',
  pictureTooLarge: 'pictureTooLarge',
  maskSize: 'maskSize',
  maskEmpty: 'maskEmpty',
  maskWhole: 'maskWhole',
  engineStopped: 'engineStopped',
  engineCrashed: 'engineCrashed',
  imagingCrashed: 'imagingCrashed',
  engineMemory: 'engineMemory',
  engineNoMemory: 'engineMemory',
  engineCrashedOrEnded: 'engineMemory',
  imagingCrashedOrEnded: 'engineMemory',
  cancelled: 'cancelled',
  photoClosed: 'photoClosed',
  overOriginal: 'overOriginal',
  overOriginalAsked: 'overOriginal',
  diskFull: 'diskFull',
  noRoomToOpen: 'diskFull',
  noRoomForFolder: 'diskFull',
  outputDiskFull: 'diskFull',
  workingFull: 'diskFull',
  uploadRoom: 'diskFull',
  folderForbidden: 'folderForbidden',
  readOnly: 'folderForbidden',
  outputForbidden: 'folderForbidden',
} as const satisfies Partial<Record<SayingKey, FaultKey>>;
type SaidAsFault = keyof typeof FAULT_OF;

export function isSaidAsFault(key: SayingKey): key is SaidAsFault {
  return Object.hasOwn(FAULT_OF, key);
}

export function faultOf(key: SaidAsFault): FaultKey {
  return FAULT_OF[key];
}

/** Faults of places rather than files: their paths are said whole. */
export function isOfPlace(fault: FaultKey): boolean {
  return fault === 'diskFull' || fault === 'folderForbidden';
}
