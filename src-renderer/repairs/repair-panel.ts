import { createElement, type ReactNode } from 'react';
import type { PhotoDocument, Suggestions } from '../../src-main/contract/window/documents';
import type { RepairName } from '../../src-main/operators/catalogue';
import * as panels from './panels';
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

export interface PhotoFacts {
  readonly document: PhotoDocument | null;
  /** Null until the photo was looked at. */
  readonly suggestions: Suggestions | null;
}

/** Every name of the catalogue has its panel; the compiler reports a missing one. */
const PANELS: { readonly [Name in RepairName]: (props: PanelProps<Name>) => ReactNode } = panels;

/** The panel of a repair, by its name. */
export function RepairPanel<Name extends RepairName>({
  name,
  ...props
}: PanelProps<Name> & { readonly name: Name }): ReactNode {
  return createElement(PANELS[name], props);
}
