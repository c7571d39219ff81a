import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { useEffect, useMemo, useState } from 'react';
import { ProgressBar } from 'react-aria-components';
import type { Job } from '../../src-main/contract/window/jobs';
import { cancelCurrent, pause, resume } from '../actions/restore';
import { useMessages } from '../messages/messages';
import { handFocusOn } from '../parts/hand-focus-on';
import { IconButton } from '../parts/icon-button';
import { start } from '../state/alerts';
import { useJobs } from '../state/jobs';
import { photoOf, usePhoto } from '../state/photos';
import { focusRestore } from '../state/restore-button';
import { afterHeard, isPreparing, jobWords } from './job-words';

/** Milliseconds between updates of the remaining time. */
const TICK = 1000;

const toRestore = handFocusOn(focusRestore);

interface Props {
  readonly job: Job;
}

export function JobProgress({ job }: Props) {
  const say = useMessages();
  const shown = usePhoto((state) => state.document?.id);
  const name = photoOf(job.document)?.document.name;
  const ending = useJobs((state) => state.ending.includes(job.id));
  // The remaining time decreases between two events.
  const heard = useMemo(() => ({ job, at: performance.now() }), [job]);
  const now = useNow(job.secondsLeft === null ? null : TICK);
  const words = ending ? say('job.cancelling') : jobWords(afterHeard(job, Math.max(0, now - heard.at)), say);
  const isElsewhere = name !== undefined && job.document !== shown;
  const { share } = job;
  const paused = job.state === 'paused';
  const isUnknown = job.state === 'waiting' || isPreparing(job);
  return (
    <div className="progress" ref={toRestore}>
      <div className="progress-words">
        <span className="numbers">{isElsewhere ? say('job.ofPhoto', { name, words }) : words}</span>
        <ProgressBar
          className="progress-track"
          aria-label={say('job.label')}
          value={share * 100}
          isIndeterminate={isUnknown}
        >
          <div
            className={isUnknown ? 'progress-fill progress-unknown' : 'progress-fill'}
            style={isUnknown ? {} : { width: `${share * 100}%` }}
          />
        </ProgressBar>
      </div>
      {job.kind === 'restore' && job.state !== 'waiting' && (
        <IconButton
          label={say(paused ? 'job.resume' : 'job.pause')}
          icon={paused ? IconPlayerPlay : IconPlayerPause}
          placement="top"
          onPress={() => start(() => (paused ? resume(job.id) : pause(job.id)))}
        />
      )}
      <IconButton
        label={say('job.cancel')}
        icon={IconX}
        shortcut="cancel"
        placement="top"
        onPress={() => start(cancelCurrent)}
      />
    </div>
  );
}

/** The time, updated every so many milliseconds; null stops the updates. */
function useNow(every: number | null): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (every === null) return;
    const timer = setInterval(() => setNow(performance.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
