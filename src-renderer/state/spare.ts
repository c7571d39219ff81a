import { useJobs } from './jobs';

/** With at most so many cores, the window's drawing slows a restoration, which uses all of them. */
const FEW_CORES = 4;

/** Whether the window should leave the processor's cores to the running work. */
export function useSpare(): boolean {
  return useJobs(isSparing);
}

export function isSparing({ jobs }: ReturnType<typeof useJobs.getState>): boolean {
  return navigator.hardwareConcurrency <= FEW_CORES && jobs.some(({ state }) => state === 'running');
}
