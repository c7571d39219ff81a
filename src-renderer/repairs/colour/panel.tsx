import type { PanelProps } from '../panel-props';
import { RepairSection } from '../section';

export function ColourPanel(props: PanelProps<'colour'>) {
  return <RepairSection name="colour" {...props} />;
}
