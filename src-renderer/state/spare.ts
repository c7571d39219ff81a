import { useJobs } from './jobs';

/** So few that what the window draws is felt by a restoration, which works on all of them. */
const FEW_CORES = 4;

/** Whether the window should leave the processor's cores to the work that runs. */
export function useSpare(): boolean {
  return useJobs(isSparing);
}

export function isSparing({ jobs }: ReturnType<typeof useJobs.getState>): boolean {
  return navigator.hardwareConcurrency <= FEW_CORES && jobs.some(({ state }) => state === 'running');
}
