import './recovered-work.css';
import { useState } from 'react';
import { discardAll } from '../actions/open';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { Question } from '../parts/question';
import { start } from '../state/alerts';
import { useProgram } from '../state/program';
import { byPhoto, RecoveredPhoto } from './recovered-photo';

/** Unsaved work from before the program ended, by photo, which the user can recover or discard. */
export function RecoveredWork() {
  const say = useMessages();
  const recovered = useProgram((state) => state.info?.recovered);
  const [asking, setAsking] = useState(false);
  if (!recovered || recovered.length === 0) return null;
  const close = () => setAsking(false);
  const discard = () => {
    close();
    start(discardAll);
  };
  return (
    <section className="empty-section">
      <div className="recovered-head">
        <h2>{say('empty.recovered')}</h2>
        <Button look="bare" onPress={() => setAsking(true)}>
          {say('empty.discardAll')}
        </Button>
      </div>
      <p className="quiet">{say('empty.recoveredText')}</p>
      <ul className="empty-section">
        {byPhoto(recovered).map((works) => (
          <RecoveredPhoto key={works[0].id} works={works} />
        ))}
      </ul>
      {asking && (
        <Question
          title={say('empty.discardAllTitle')}
          text={say('empty.discardAllText', { count: recovered.length })}
          onClose={close}
        >
          <Button onPress={discard}>{say('empty.discardAll')}</Button>
        </Question>
      )}
    </section>
  );
}
