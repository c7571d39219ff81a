import { IconCrop, IconScissors } from '@tabler/icons-react';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { beginCrop } from '../state/crop-steps';
import { usePhoto } from '../state/photos';
import { openDialog } from '../state/view';
import { FileFacts } from './file-facts';
import { Histogram } from './histogram';
import { Readout } from './readout';

/** Facts about the photo, and commands that crop it. */
export function PicturePanel() {
  const say = useMessages();
  const document = usePhoto((state) => state.document);
  if (!document) return null;
  const { width, height } = document;
  const crop = () => beginCrop({ area: { x: 0, y: 0, width, height }, angle: 0 });
  return (
    <div className="panel-scroll">
      <Readout />
      <Histogram />
      <FileFacts document={document} />
      <section className="panel-section">
        <Button onPress={crop}>
          <IconCrop size={16} stroke={1.5} aria-hidden />
          {say('picture.crop')}
        </Button>
        <Button onPress={() => openDialog('prints')}>
          <IconScissors size={16} stroke={1.5} aria-hidden />
          {say('picture.prints')}
        </Button>
      </section>
    </div>
  );
}
