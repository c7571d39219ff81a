import { IconX } from '@tabler/icons-react';
import { Button, Dialog, DialogTrigger, Popover } from 'react-aria-components';
import type { Job } from '../../src-main/contract/window/jobs';
import { cancel } from '../actions/restore';
import type { MessageKey } from '../messages/keys';
import { useMessages } from '../messages/messages';
import { IconButton } from '../parts/icon-button';
import { start } from '../state/alerts';
import { photoOf } from '../state/photos';

const KINDS = {
  preview: 'job.preview',
  restore: 'job.restoration',
  heal: 'job.stroke',
} as const satisfies Record<Job['kind'], MessageKey>;

interface Props {
  readonly jobs: readonly Job[];
}

/** The number of waiting jobs; a press lists them. */
export function Queue({ jobs }: Props) {
  const say = useMessages();
  const title = say('job.queue', { count: jobs.length });
  return (
    <DialogTrigger>
      <Button className="button button-plain numbers queue-button">
        {say('job.waitingCount', { count: jobs.length })}
      </Button>
      <Popover className="popover" placement="top">
        <Dialog className="queue" aria-label={title}>
          <h2 className="section-title">{title}</h2>
          <ol>
            {jobs.map((job, place) => (
              <li key={job.id} className="queue-row">
                <span>
                  {place + 1}. {say(KINDS[job.kind])}
                  <span className="quiet"> {photoOf(job.document)?.document.name}</span>
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
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
