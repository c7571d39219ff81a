import './bottom-bar.css';
import { currentJob, isOver, useJobs } from '../state/jobs';
import { IdleWords } from './idle-words';
import { JobProgress } from './job-progress';
import { Queue } from './queue';
import { Strip } from './strip';

/** What runs, what waits, and what has come of it. */
export function BottomBar() {
  const jobs = useJobs((state) => state.jobs);
  const starting = useJobs((state) => state.starting);
  const current = currentJob(jobs);
  const waiting = jobs.filter((job) => !isOver(job) && job !== current);
  return (
    <footer className="bottom-bar">
      {current ? <JobProgress job={current} /> : <IdleWords starting={starting} />}
      <Strip />
      {waiting.length > 0 && <Queue jobs={waiting} />}
    </footer>
  );
}
