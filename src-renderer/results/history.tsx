import { saidWords } from '../client/said-words';
import { useMessages } from '../messages/messages';
import { usePhoto } from '../state/photos';
import { HistoryRow } from './history-row';
import { saidOnce } from './said-once';

/** All results of the photo, newest first. */
export function History() {
  const say = useMessages();
  const results = usePhoto((state) => state.results);
  const listed = [...results].reverse();
  const { reasons, warnings } = saidOnce(listed);
  return (
    <section className="panel-section">
      <h2 className="section-title">{say('result.history')}</h2>
      {reasons.map(saidWords).map((words) => (
        <p key={words} className="quiet history-note">
          {words}
        </p>
      ))}
      <ul className="history">
        {listed.map((result) => (
          <HistoryRow key={result.id} result={result} warnings={warnings.get(result.id) ?? []} />
        ))}
      </ul>
    </section>
  );
}
