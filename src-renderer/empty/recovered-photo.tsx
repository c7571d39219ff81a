import { IconPhotoOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { ProgramInfo } from '../../src-main/contract/window/program';
import { discard, recover } from '../actions/open';
import { bridge } from '../client/client';
import { formatLocale, useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { FileName } from '../parts/file-name';
import { start } from '../state/alerts';

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

type Work = ProgramInfo['recovered'][number];

/** Unsaved work of one photo, latest first. */
type Works = readonly [Work, ...Work[]];

/** Unsaved work by photo, in the order of each photo's latest. */
export function byPhoto(recovered: readonly Work[]): Works[] {
  const groups = new Map<number, Works>();
  for (const work of recovered) {
    const before = groups.get(work.photo);
    groups.set(work.photo, before ? [...before, work] : [work]);
  }
  return [...groups.values()];
}
