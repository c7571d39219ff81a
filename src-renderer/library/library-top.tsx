import '../top/top-bar.css';
import { IconX } from '@tabler/icons-react';
import { useMessages } from '../messages/messages';
import { IconButton } from '../parts/icon-button';
import { start } from '../state/alerts';
import { MainMenu } from '../top/main-menu';
import { ofBatch } from './actions';
import { PlaceSwitch } from './place-switch';
import { useLibrary } from './state';

export function LibraryTop() {
  const say = useMessages();
  const batch = useLibrary((state) => state.batch);
  return (
    <header className="top-bar">
      <MainMenu />
      <PlaceSwitch />
      <div className="top-title">
        <h1>{batch ? batch.input.name : say('library.place.library')}</h1>
        {batch && (
          <span className="quiet">
            {say('library.fromTo', { from: batch.input.folder, to: batch.output.name })}
          </span>
        )}
      </div>
      {batch && (
        <IconButton
          label={say('library.close')}
          icon={IconX}
          isDisabled={batch.state !== 'ready'}
          onPress={() => start(() => ofBatch('closeBatch'), 'folder')}
        />
      )}
    </header>
  );
}
