import { IconPlayerPause, IconPlayerPlay, IconX } from '@tabler/icons-react';
import { ProgressBar } from 'react-aria-components';
import type { Job } from '../../src-main/contract/window/jobs';
import { cancelCurrent, pause, resume } from '../actions/restore';
import { useMessages } from '../messages/messages';
import { IconButton } from '../parts/icon-button';
import { start } from '../state/alerts';
import { usePhoto } from '../state/photo';
import { photoOf } from '../state/shelf';
import { jobWords } from './job-words';

interface Props {
  readonly job: Job;
}

export function JobProgress({ job }: Props) {
  const say = useMessages();
  const shown = usePhoto((state) => state.document?.id);
  const name = photoOf(job.document)?.document?.name;
  const words = jobWords(job, say);
  const isElsewhere = name !== undefined && job.document !== shown;
  const share = job.totalCalls > 0 ? job.calls / job.totalCalls : 0;
  const paused = job.state === 'paused';
  return (
    <div className="progress">
      <div className="progress-words">
        <span className="numbers">{isElsewhere ? say('job.ofPhoto', { name, words }) : words}</span>
        <ProgressBar
          className="progress-track"
          aria-label={say('job.label')}
          value={share * 100}
          isIndeterminate={job.state === 'waiting'}
        >
          <div className="progress-fill" style={{ width: `${share * 100}%` }} />
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
