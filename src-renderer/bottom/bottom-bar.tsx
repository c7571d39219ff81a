import './bottom-bar.css';
import { queueOf, useJobs } from '../state/jobs';
import { IdleWords } from './idle-words';
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
