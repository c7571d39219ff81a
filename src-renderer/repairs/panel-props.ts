import type { PhotoDocument, Suggestions } from '../../src-main/contract/window/documents';
import type { RepairName } from '../../src-main/operators/catalogue';
import type { Repairs } from './schema';

/** The properties of a repair's panel, for one photo or for a whole folder. */
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
  /** Null until the photo was analysed. */
  readonly suggestions: Suggestions | null;
}
