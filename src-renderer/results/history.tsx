import { useMessages } from '../messages/messages';
import { usePhoto } from '../state/photo';
import { HistoryRow } from './history-row';

/** Every result of the photo, the newest first. */
export function History() {
  const say = useMessages();
  const results = usePhoto((state) => state.results);
  return (
    <section className="panel-section">
      <h2 className="section-title">{say('result.history')}</h2>
      <ul className="history">
        {[...results].reverse().map((result) => (
          <HistoryRow key={result.id} result={result} />
        ))}
      </ul>
    </section>
  );
}
