import { IconPhoto } from '@tabler/icons-react';
import { Button } from 'react-aria-components';
import { openFile } from '../actions/open';
import { useMessages } from '../messages/messages';
import { FileName } from '../parts/file-name';
import { start } from '../state/alerts';
import { useRecent } from '../state/program';

export function RecentFiles() {
  const say = useMessages();
  const recent = useRecent();
  if (recent.length === 0) return null;
  return (
    <section className="empty-section">
      <h2>{say('empty.recent')}</h2>
      <ul>
        {recent.map(({ id, name, folder }) => (
          <li key={id}>
            <Button className="file-row" onPress={() => start(() => openFile(id, name), 'open')}>
              <IconPhoto size={16} stroke={1.5} aria-hidden />
              <span>
                <FileName name={name} />
              </span>
              <span className="quiet">{folder}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
