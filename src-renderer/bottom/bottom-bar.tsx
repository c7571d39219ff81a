import './bottom-bar.css';
import { useMessages } from '../messages/messages';
import { currentJob, isOver, useJobs } from '../state/jobs';
import { JobProgress } from './job-progress';
import { Queue } from './queue';
import { Strip } from './strip';

/** What runs, what waits, and what has come of it. */
export function BottomBar() {
  const say = useMessages();
  const jobs = useJobs((state) => state.jobs);
  const starting = useJobs((state) => state.starting);
  const current = currentJob(jobs);
  const waiting = jobs.filter((job) => !isOver(job) && job !== current);
  return (
    <footer className="bottom-bar">
      {current ? (
        <JobProgress job={current} />
      ) : (
        <p className="progress quiet">{say(starting ? 'job.starting' : 'job.idle')}</p>
      )}
      <Strip />
      {waiting.length > 0 && <Queue jobs={waiting} />}
    </footer>
  );
}
