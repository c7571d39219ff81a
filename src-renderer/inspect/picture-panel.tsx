import { IconCrop, IconScissors } from '@tabler/icons-react';
import type { PhotoDocument } from '../../src-main/contract/window/documents';
import { openPage } from '../actions/open';
import { numberWords, useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { NumberInput } from '../parts/number-input';
import { start } from '../state/alerts';
import { beginCrop } from '../state/crop-steps';
import { usePhoto } from '../state/photos';
import { openDialog } from '../state/view';
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

interface FileFactsProps {
  readonly document: PhotoDocument;
}

/** Format, depth, resolution, profile and page of the file. */
function FileFacts({ document }: FileFactsProps) {
  const say = useMessages();
  const { name, file, format, depth, grey, density, profile, pages, page, width, height } = document;
  return (
    <section className="panel-section">
      <h2 className="section-title">{say('picture.file')}</h2>
      <p>{name}</p>
      {file?.folder && <p className="quiet">{file.folder}</p>}
      <p className="quiet numbers">
        {say('top.pixels', { width: numberWords(width), height: numberWords(height) })}
      </p>
      <p className="quiet">{say(grey ? 'picture.formatGrey' : 'picture.format', { format, depth })}</p>
      <p className="quiet">{profile ?? say('top.noProfile')}</p>
      {density !== null && <p className="quiet">{say('picture.density', { dpi: Math.round(density) })}</p>}
      {pages > 1 && file && (
        <NumberInput
          label={say('picture.page', { page: page + 1, pages })}
          value={page + 1}
          min={1}
          max={pages}
          onChange={(next) => start(() => openPage(file.id, name, next - 1), 'open')}
        />
      )}
    </section>
  );
}
