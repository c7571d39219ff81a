import type { PanelProps } from '../repair-panel';
import { RepairSection } from '../section';

export function ColourPanel(props: PanelProps<'colour'>) {
  return <RepairSection name="colour" {...props} />;
}
