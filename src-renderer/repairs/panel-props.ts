import type { PhotoDocument, Suggestions } from '../../src-main/contract/window/documents';
import type { RepairName } from '../../src-main/operators/catalogue';
import type { Repairs } from './schema';

/** What a repair's panel shows and changes: the repair of one photo, or of a whole folder. */
export interface PanelProps<Name extends RepairName> {
  readonly value: Repairs[Name];
  /** The open photo; null for a folder, whose photos differ. */
  readonly photo: PhotoFacts | null;
  /** Whether the values are estimated from each photo of a folder; null if that can't be chosen. */
  readonly estimate: { readonly isOn: boolean; onChange(isOn: boolean): void } | null;
  onTick(on: boolean): void;
  onChange(patch: Partial<Repairs[Name]>): void;
}

interface PhotoFacts {
  readonly document: PhotoDocument | null;
  /** Null until the photo was looked at. */
  readonly suggestions: Suggestions | null;
}
