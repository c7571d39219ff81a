import { IconX } from '@tabler/icons-react';
import type { Job } from '../../src-main/contract/window/jobs';
import { cancel } from '../actions/restore';
import { useMessages } from '../messages/messages';
import { IconButton } from '../parts/icon-button';
import { start } from '../state/alerts';

interface Props {
  readonly jobs: readonly Job[];
}

/** What waits for its turn. */
export function Queue({ jobs }: Props) {
  const say = useMessages();
  return (
    <section className="queue" aria-label={say('job.queue', { count: jobs.length })}>
      <h2 className="section-title">{say('job.queue', { count: jobs.length })}</h2>
      <ol>
        {jobs.map((job, place) => (
          <li key={job.id} className="queue-row">
            <span>
              {place + 1}. {say(job.kind === 'preview' ? 'job.preview' : 'job.restoration')}
            </span>
            <IconButton
              label={say('job.cancel')}
              icon={IconX}
              placement="top"
              onPress={() => start(() => cancel(job.id))}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}
