import { IconFolderOpen, IconTrash } from '@tabler/icons-react';
import { formatLocale, useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { IconButton } from '../parts/icon-button';
import { start } from '../state/alerts';
import { chooseInput, forget, reopen } from './actions';
import { InterruptedBatch } from './interrupted-batch';
import { useLibrary } from './state';

/** The library without a chosen folder. */
export function Welcome() {
  const say = useMessages();
  const isPlanning = useLibrary((state) => state.isPlanning);
  const known = useLibrary((state) => state.known);
  return (
    <div className="library-welcome">
      <InterruptedBatch />
      <section className="library-choose">
        <IconFolderOpen size={40} stroke={1.25} className="drop-icon" aria-hidden />
        <h2>{say('library.welcome')}</h2>
        <p className="quiet">{say('library.welcomeText')}</p>
        <Button look="main" isBusy={isPlanning} onPress={() => start(chooseInput, 'folder')}>
          {say(isPlanning ? 'library.planning' : 'library.choosePhotos')}
        </Button>
      </section>
      {known.length > 0 && (
        <section className="empty-section">
          <h2 className="section-title">{say('library.earlier')}</h2>
          <ul>
            {known.map(({ id, input, output, changed }) => (
              <li key={id} className="library-known">
                <Button look="bare" isDisabled={isPlanning} onPress={() => start(() => reopen(id), 'folder')}>
                  <span>{input.name}</span>
                  <span className="quiet">
                    {say('library.fromTo', { from: input.folder, to: output.name })},{' '}
                    {new Date(changed).toLocaleDateString(formatLocale())}
                  </span>
                </Button>
                <IconButton
                  label={say('library.forget', { name: input.name })}
                  icon={IconTrash}
                  placement="left"
                  onPress={() => start(() => forget(id), 'folder')}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
