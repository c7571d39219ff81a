import { IconPhotoOff } from '@tabler/icons-react';
import { useState } from 'react';
import { discard, recover } from '../actions/open';
import { bridge } from '../client/client';
import { formatLocale, useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { FileName } from '../parts/file-name';
import { start } from '../state/alerts';
import type { Work, Works } from './by-photo';

interface Props {
  readonly works: Works;
}

/** The unsaved work of one photo, with a small picture of it. */
export function RecoveredPhoto({ works }: Props) {
  const [isGone, setGone] = useState(false);
  const [latest] = works;
  return (
    <li className="recovered-photo">
      <div className="recovered-picture">
        {isGone ? (
          <IconPhotoOff size={24} stroke={1.25} aria-hidden />
        ) : (
          <img src={bridge().pictures + latest.picture} alt="" onError={() => setGone(true)} />
        )}
      </div>
      <div className="recovered-works">
        <div>
          <FileName name={latest.name} />
        </div>
        {works.map((work) => (
          <OneWork key={work.id} work={work} />
        ))}
      </div>
    </li>
  );
}

function OneWork({ work: { id, name, saved } }: { readonly work: Work }) {
  const say = useMessages();
  return (
    <div className="recovered-one">
      <span className="quiet">{readableTime(saved)}</span>
      <Button look="bare" onPress={() => start(() => discard(id))}>
        {say('empty.discard')}
      </Button>
      <Button onPress={() => start(() => recover(id, name), 'open')}>{say('empty.recover')}</Button>
    </div>
  );
}

function readableTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return time.toLocaleString(formatLocale(), { dateStyle: 'medium', timeStyle: 'short' });
}
