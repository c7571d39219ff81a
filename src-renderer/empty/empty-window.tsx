import './empty-window.css';
import { IconPhotoPlus } from '@tabler/icons-react';
import { chooseAndOpen } from '../actions/open';
import { InterruptedBatch } from '../library/interrupted-batch';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { start } from '../state/alerts';
import { usePhotos } from '../state/photos';
import { Examples } from './examples';
import { RecentFiles } from './recent-files';
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
