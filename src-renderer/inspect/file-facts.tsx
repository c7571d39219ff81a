import type { PhotoDocument } from '../../src-main/contract/window/documents';
import { openPage } from '../actions/open';
import { numberWords, useMessages } from '../messages/messages';
import { NumberInput } from '../parts/number-input';
import { start } from '../state/alerts';

interface Props {
  readonly document: PhotoDocument;
}

/** Format, depth, resolution, profile and page of the file. */
export function FileFacts({ document }: Props) {
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
