import { numberWords, useMessages } from '../messages/messages';
import { FileName } from '../parts/file-name';
import { isSaved } from '../state/photo';
import { usePhoto } from '../state/photos';
import { OpenPhotos } from './open-photos';

/** The photo's name, extent and colour profile. */
export function PhotoTitle() {
  const say = useMessages();
  const document = usePhoto((state) => state.document);
  const saved = usePhoto(isSaved);
  if (!document) return null;
  const { name, width, height, profile } = document;
  return (
    <div className="top-title">
      <h1>
        <FileName name={name} />
      </h1>
      <OpenPhotos />
      <span className="quiet numbers">
        {say('top.pixels', { width: numberWords(width), height: numberWords(height) })}
      </span>
      <span className="quiet">{profile ?? say('top.noProfile')}</span>
      {saved !== null && <span className="quiet">{say(saved ? 'top.saved' : 'top.unsaved')}</span>}
    </div>
  );
}
