import { useMessages } from '../messages/messages';
import { useAlerts } from '../state/alerts';
import { usePhoto } from '../state/photo';

interface Props {
  readonly starting: boolean;
}

/** What goes on while no job runs. */
export function IdleWords({ starting }: Props) {
  const say = useMessages();
  const opening = usePhoto((state) => state.opening);
  const working = useAlerts((state) => state.working > 0);
  const words =
    opening !== null
      ? say('empty.opening', { name: opening })
      : say(starting ? 'job.starting' : working ? 'job.working' : 'job.idle');
  return <p className="progress quiet">{words}</p>;
}
