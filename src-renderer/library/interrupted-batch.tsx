import { numberWords, useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { FileName } from '../parts/file-name';
import { start } from '../state/alerts';
import { continueInterrupted, leaveInterrupted } from './actions';
import { useLibrary } from './state';

/** Offers to continue the batch that was running when the program ended. */
export function InterruptedBatch() {
  const say = useMessages();
  const interrupted = useLibrary((state) => state.interrupted);
  const isPlanning = useLibrary((state) => state.isPlanning);
  if (!interrupted) return null;
  const { input, output, done, total } = interrupted;
  const values = { count: total, done: numberWords(done), total: numberWords(total), output: output.name };
  return (
    <section className="empty-section">
      <h2>{say('library.interrupted')}</h2>
      <div className="recovered-row">
        <div>
          <FileName name={input.name} />
          <div className="quiet">{say('library.interruptedText', values)}</div>
        </div>
        <Button look="bare" onPress={() => start(leaveInterrupted, 'folder')}>
          {say('library.leave')}
        </Button>
        <Button isBusy={isPlanning} onPress={() => start(continueInterrupted, 'folder')}>
          {say(isPlanning ? 'library.planning' : 'job.resume')}
        </Button>
      </div>
    </section>
  );
}
