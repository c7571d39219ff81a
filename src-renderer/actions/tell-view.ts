import { request } from '../client/client';
import { attempt } from '../state/alerts';
import { isOver, useJobs } from '../state/jobs';
import { usePhotos } from '../state/photos';
import { useView } from '../state/view';

/** Milliseconds for which the view must rest, because it changes with each frame while it is dragged. */
const REST = 300;

/** Tells the program which part of the shown photo is on screen, so that its restoration does that part first. */
export async function tellView(): Promise<void> {
  const { shown } = usePhotos.getState();
  const { view } = useView.getState();
  if (shown !== null && view) await request('reportView', { document: shown, view: view.visible });
}

/** Keeps calling tellView while the shown photo is restored. Returns a function that stops it. */
export function tellWhatIsSeen(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = useView.subscribe(({ view }, before) => {
    if (view?.visible === before.view?.visible || !isRestored()) return;
    clearTimeout(timer);
    timer = setTimeout(() => void attempt(tellView), REST);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}

function isRestored(): boolean {
  const { shown } = usePhotos.getState();
  return useJobs
    .getState()
    .jobs.some((job) => job.document === shown && job.kind === 'restore' && !isOver(job));
}
