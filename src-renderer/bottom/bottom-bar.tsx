import './bottom-bar.css';
import { useMessages } from '../messages/messages';
import { useAlerts } from '../state/alerts';
import { queueOf, useJobs } from '../state/jobs';
import { usePhoto, usePhotos } from '../state/photos';
import { JobProgress } from './job-progress';
import { Queue } from './queue';
import { Strip } from './strip';

/** The current job, waiting jobs and results in one row of constant height, so that the photo never moves. */
export function BottomBar() {
  const jobs = useJobs((state) => state.jobs);
  const starting = useJobs((state) => state.starting);
  const { current, waiting } = queueOf(jobs);
  return (
    <footer className="bottom-bar">
      {current ? <JobProgress job={current} /> : <IdleWords starting={starting} />}
      {waiting.length > 0 && <Queue jobs={waiting} />}
      <Strip />
    </footer>
  );
}

interface IdleWordsProps {
  readonly starting: boolean;
}

/** What the program does while no job runs. */
function IdleWords({ starting }: IdleWordsProps) {
  const opening = usePhotos((state) => state.reading);
  const working = useAlerts((state) => state.working > 0);
  const say = useMessages();
  if (opening !== null) return <Words>{say('empty.opening', { name: opening })}</Words>;
  if (starting) return <Words>{say('job.starting')}</Words>;
  return working ? <Words>{say('job.working')}</Words> : <Rest />;
}

/** The text while the program does nothing. */
function Rest() {
  const say = useMessages();
  const live = useJobs((state) => state.lives.at(-1));
  const shown = usePhoto((state) => state.document?.id);
  if (!live?.part || live.document !== shown) return <Words>{say('job.idle')}</Words>;
  const { width, height } = live.area;
  return <Words>{say('job.previewPart', { width, height })}</Words>;
}

function Words({ children }: { readonly children: string }) {
  return <p className="progress quiet">{children}</p>;
}
