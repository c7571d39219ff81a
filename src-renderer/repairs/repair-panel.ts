import { createElement, type ReactNode } from 'react';
import type { RepairName } from '../../src-main/operators/catalogue';
import type { PanelProps } from './panel-props';
import * as panels from './panels';

/** Every name of the catalogue has its panel; the compiler reports a missing one. */
const PANELS: { readonly [Name in RepairName]: (props: PanelProps<Name>) => ReactNode } = panels;

/** The panel of a repair, by its name. */
export function RepairPanel<Name extends RepairName>({
  name,
  ...props
}: PanelProps<Name> & { readonly name: Name }): ReactNode {
  return createElement(PANELS[name], props);
}
