import { useState } from 'react';
import type { BatchStatus } from '../../src-main/contract/window/library';
import { saidWords } from '../client/said-words';
import { durationWords } from '../messages/figures';
import { numberWords, useMessages } from '../messages/messages';
import { Disclosed } from '../panel/disclosed';
import { Button } from '../parts/button';
import { CheckInput } from '../parts/check-input';
import { DialogFrame } from '../parts/dialog-frame';
import { start } from '../state/alerts';
import { useProgram } from '../state/program';
import { startBatch } from './actions';
import { type Estimate, useLibrary } from './state';
import { sizeWords, toDo } from './words';

/** Number of photos in a test of the recipe. */
const FIRST = 5;

/** Shows what the batch would do and its cost before it starts. */
export function PlanDialog() {
  const say = useMessages();
  const { batch, estimate, isPlanning } = useLibrary();
  const hasPower = useProgram((state) => state.info?.capabilities.power ?? false);
  const [onBattery, setOnBattery] = useState(true);
  const [onlyIdle, setOnlyIdle] = useState(false);
  const [retryFailed, setRetryFailed] = useState(false);
  const close = () => useLibrary.setState({ planShown: false });
  const isKnown = batch !== null && !isPlanning;
  const waiting = isKnown ? toDo(batch) + (retryFailed ? batch.counts.failed : 0) : 0;
  const begin = (first?: number) =>
    start(
      () => startBatch({ onBattery, onlyIdle, retryFailed, ...(first !== undefined && { first }) }),
      'folder',
    );
  return (
    <DialogFrame
      title={say('library.planTitle')}
      onClose={close}
      foot={
        <>
          <Button onPress={close}>{say('dialog.cancel')}</Button>
          <Button isDisabled={waiting <= FIRST} onPress={() => begin(FIRST)}>
            {say('library.test', { number: FIRST })}
          </Button>
          <Button look="main" isDisabled={waiting === 0} onPress={() => begin()}>
            {say('library.start')}
          </Button>
        </>
      }
    >
      {isKnown ? <Counts batch={batch} /> : <p role="status">{say('library.planning')}</p>}
      {isKnown && toDo(batch) > 0 && <Cost estimate={estimate} />}
      {isKnown && <LeftOut batch={batch} estimate={estimate} />}
      <div>
        {isKnown && batch.counts.failed > 0 && (
          <CheckInput isSelected={retryFailed} onChange={setRetryFailed}>
            {say('library.retryFailed')}
          </CheckInput>
        )}
        {hasPower && (
          <CheckInput isSelected={!onBattery} onChange={(off) => setOnBattery(!off)}>
            {say('library.notOnBattery')}
          </CheckInput>
        )}
        {hasPower && (
          <CheckInput isSelected={onlyIdle} onChange={setOnlyIdle}>
            {say('library.onlyIdle')}
          </CheckInput>
        )}
      </div>
    </DialogFrame>
  );
}

function Counts({ batch }: { readonly batch: BatchStatus }) {
  const { counts } = batch;
  const say = useMessages();
  const line = (key: 'library.toDo' | 'library.doneAlready' | 'library.failedBefore', count: number) =>
    say(key, { count, number: numberWords(count) });
  return (
    <div>
      <p className="plan-main">{line('library.toDo', toDo(batch))}</p>
      {counts.done > 0 && <p>{line('library.doneAlready', counts.done)}</p>}
      {counts.failed > 0 && <p>{line('library.failedBefore', counts.failed)}</p>}
    </div>
  );
}

function Cost({ estimate }: { readonly estimate: Estimate | null }) {
  const say = useMessages();
  if (!estimate) return <p role="status">{say('library.estimating')}</p>;
  const { seconds, bytes, freeBytes } = estimate;
  const isTight = freeBytes !== null && bytes > freeBytes;
  return (
    <div role="status">
      <p>{say('library.takes', { time: durationWords(seconds, say) })}</p>
      <p className={isTight ? 'plan-tight' : undefined}>
        {freeBytes === null
          ? say('library.needs', { size: sizeWords(bytes) })
          : say(isTight ? 'library.needsMore' : 'library.needsOf', {
              size: sizeWords(bytes),
              free: sizeWords(freeBytes),
            })}
      </p>
    </div>
  );
}

/** The photos that won't be restored, with reasons; the list is bounded. */
function LeftOut({ batch, estimate }: { readonly batch: BatchStatus; readonly estimate: Estimate | null }) {
  const say = useMessages();
  const skipped = batch.leftOutCount + batch.counts.skipped;
  const unreadable = estimate?.unreadable ?? [];
  return (
    <div>
      {batch.otherFiles > 0 && (
        <p>{say('library.otherFiles', { count: batch.otherFiles, number: numberWords(batch.otherFiles) })}</p>
      )}
      {skipped > 0 && <p>{say('library.leftOut', { count: skipped, number: numberWords(skipped) })}</p>}
      {unreadable.length > 0 && estimate && (
        <p>
          {say('library.unreadable', {
            number: numberWords(unreadable.length),
            looked: numberWords(estimate.lookedInto),
          })}
        </p>
      )}
      {batch.leftOut.length + unreadable.length > 0 && (
        <Disclosed title={say('library.why')}>
          <ul className="plan-reasons">
            {[...unreadable, ...batch.leftOut].map(({ path, reason }) => (
              <li key={path}>
                <span>{path}</span>
                <span className="quiet">{saidWords(reason)}</span>
              </li>
            ))}
          </ul>
        </Disclosed>
      )}
    </div>
  );
}
