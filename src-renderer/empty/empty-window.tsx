import './empty-window.css';
import { IconPhoto, IconPhotoPlus } from '@tabler/icons-react';
import { Button as BareButton } from 'react-aria-components';
import { chooseAndOpen, openFile } from '../actions/open';
import { InterruptedBatch } from '../library/interrupted-batch';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { FileName } from '../parts/file-name';
import { start } from '../state/alerts';
import { usePhotos } from '../state/photos';
import { useRecent } from '../state/program';
import { Examples } from './examples';
import { RecoveredWork } from './recovered-work';

/** The window without an open photo. */
export function EmptyWindow() {
  const say = useMessages();
  const opening = usePhotos((state) => state.reading);
  return (
    <main className="empty">
      <div className="empty-content">
        <InterruptedBatch />
        <RecoveredWork />
        <div className="drop">
          <IconPhotoPlus size={40} stroke={1.25} className="drop-icon" aria-hidden />
          <h1>{say('empty.title')}</h1>
          <p className="quiet">{say('empty.subtitle')}</p>
          <Button look="main" isBusy={opening !== null} onPress={() => start(chooseAndOpen, 'open')}>
            {opening === null ? say('empty.open') : say('empty.opening', { name: opening })}
          </Button>
        </div>
        <Examples />
        <RecentFiles />
      </div>
    </main>
  );
}

function RecentFiles() {
  const say = useMessages();
  const recent = useRecent();
  if (recent.length === 0) return null;
  return (
    <section className="empty-section">
      <h2>{say('empty.recent')}</h2>
      <ul>
        {recent.map(({ id, name, folder }) => (
          <li key={id}>
            <BareButton className="file-row" onPress={() => start(() => openFile(id, name), 'open')}>
              <IconPhoto size={16} stroke={1.5} aria-hidden />
              <span>
                <FileName name={name} />
              </span>
              <span className="quiet">{folder}</span>
            </BareButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
