import '../bottom/bottom-bar.css';
import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { ProgressBar } from 'react-aria-components';
import type { BatchStatus } from '../../src-main/contract/window/library';
import { numberWords, useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { IconButton } from '../parts/icon-button';
import { start } from '../state/alerts';
import { ofBatch, retryFailed, saveLists } from './actions';
import { openReview } from './row-actions';
import { useLibrary } from './state';
import { endWords, progressWords, toDo } from './words';

/** The progress and the outcome of the batch. */
export function BatchBar() {
  const batch = useLibrary((state) => state.batch);
  if (!batch) return null;
  return (
    <footer className="bottom-bar">
      {batch.progress ? <Running batch={batch} /> : <Standing batch={batch} />}
    </footer>
  );
}

function Running({ batch }: { readonly batch: BatchStatus }) {
  const say = useMessages();
  const { done, total } = batch.progress ?? { done: 0, total: 0 };
  const paused = batch.state === 'paused';
  const share = total === 0 ? 0 : done / total;
  return (
    <div className="progress">
      <div className="progress-words">
        <span className="numbers">{progressWords(batch, say)}</span>
        <ProgressBar className="progress-track" aria-label={say('job.label')} value={share * 100}>
          <div className="progress-fill" style={{ width: `${share * 100}%` }} />
        </ProgressBar>
      </div>
      <IconButton
        label={say(paused ? 'job.resume' : 'job.pause')}
        icon={paused ? IconPlayerPlay : IconPlayerPause}
        placement="top"
        onPress={() => start(() => ofBatch(paused ? 'resumeBatch' : 'pauseBatch'), 'folder')}
      />
      <IconButton
        label={say('job.cancel')}
        icon={IconX}
        placement="top"
        onPress={() => start(() => ofBatch('cancelBatch'), 'folder')}
      />
    </div>
  );
}

function Standing({ batch }: { readonly batch: BatchStatus }) {
  const say = useMessages();
  const { counts, ended, leftOutCount } = batch;
  return (
    <div className="batch-end">
      <div className="batch-words numbers">
        {ended && <p>{endWords(ended, say)}</p>}
        <p className={ended ? 'quiet' : undefined}>
          {say('library.summary', {
            done: numberWords(counts.done),
            waiting: numberWords(toDo(batch)),
            failed: numberWords(counts.failed),
            skipped: numberWords(counts.skipped + leftOutCount),
          })}
        </p>
      </div>
      {counts.failed > 0 && (
        <Button onPress={() => start(retryFailed, 'folder')}>{say('library.retryFailed')}</Button>
      )}
      <Button onPress={() => start(saveLists, 'save')}>{say('library.saveLists')}</Button>
      <Button isDisabled={counts.done === 0} onPress={() => start(() => openReview(null), 'row')}>
        {say('library.review')}
      </Button>
    </div>
  );
}
