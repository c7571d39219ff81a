import { discard, recover } from '../actions/open';
import { formatLocale, useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { start } from '../state/alerts';
import { useProgram } from '../state/program';

/** Unsaved work from before a crash, which the user can recover or discard. */
export function RecoveredWork() {
  const say = useMessages();
  const recovered = useProgram((state) => state.info?.recovered);
  if (!recovered || recovered.length === 0) return null;
  return (
    <section className="empty-section">
      <h2>{say('empty.recovered')}</h2>
      <p className="quiet">{say('empty.recoveredText')}</p>
      <ul className="empty-section">
        {recovered.map(({ id, name, saved }) => (
          <li key={id} className="recovered-row">
            <div>
              <div>{name}</div>
              <div className="quiet">{readableTime(saved)}</div>
            </div>
            <Button look="bare" onPress={() => start(() => discard(id))}>
              {say('empty.discard')}
            </Button>
            <Button onPress={() => start(() => recover(id, name), 'open')}>{say('empty.recover')}</Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function readableTime(iso: string): string {
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  return time.toLocaleString(formatLocale(), { dateStyle: 'medium', timeStyle: 'short' });
}
