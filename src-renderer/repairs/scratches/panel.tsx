import { useMessages } from '../../messages/messages';
import type { PanelProps } from '../panel-props';
import { RepairSection } from '../section';
import { Marks } from './marks';

/** A photo's scratches are marked in the window, a folder's by mask files, or they are found. */
export function ScratchesPanel(props: PanelProps<'scratches'>) {
  const say = useMessages();
  if (!props.photo) {
    const text = say(props.estimate?.isOn ? 'library.scratchesFound' : 'library.scratchesText');
    return <RepairSection name="scratches" {...props} text={text} estimateText={say('library.findEach')} />;
  }
  return (
    <RepairSection name="scratches" {...props}>
      <Marks />
    </RepairSection>
  );
}
