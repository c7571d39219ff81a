import type { Job } from '../../src-main/contract/window/jobs';
import { Announcer } from '../announce/announcer';
import { hasBridge, listen, request } from '../client/client';
import { localeFor, say, setLanguage } from '../messages/messages';
import { alert, attempt, speak } from '../state/alerts';
import { dropPreview, useJobs } from '../state/jobs';
import { usePhoto } from '../state/photo';
import { useProgram } from '../state/program';
import { useRepairs } from '../state/repairs';
import { perform } from './commands';
import { openFile } from './open';
import { addResults } from './results';

/** Repairs are kept with the document this long after a change, in milliseconds. */
const REMEMBER_AFTER = 500;

/** Asks the program for itself and listens to it, until the returned function is called. */
export function connect(): () => void {
  if (!hasBridge()) return () => {};
  void attempt(async () => {
    const info = await request('programInfo', {});
    useProgram.setState({ info });
    setLanguage(localeFor(info.settings.language, info.systemLocale), info.systemLocale);
  });
  const announcer = new Announcer();
  const stops = [
    listen('job', (job) => {
      take(job);
      const key = announcer.hear(job);
      if (key) speak(say(key.key, key.values));
    }),
    listen('live', (live) => {
      if (live.document === usePhoto.getState().document?.id) useJobs.setState({ live });
    }),
    listen('command', ({ command }) => perform(command)),
    listen('openFile', ({ file }) => void attempt(() => openFile(file, say('panel.picture')))),
    listen('notice', ({ message }) => alert({ tone: 'notice', message })),
    rememberRepairs(),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Job's newest state: results join the photo's, failures are told. */
function take(job: Job): void {
  const before = useJobs.getState().jobs.find(({ id }) => id === job.id);
  useJobs.setState(({ jobs, live }) => ({
    jobs: before ? jobs.map((one) => (one.id === job.id ? job : one)) : [...jobs, job],
    live: live && endsLive(job, live.job) ? null : live,
  }));
  if (job.document !== usePhoto.getState().document?.id) return;
  if (job.results.length > 0) addResults(job.results);
  const isNews = before?.message !== job.message;
  if (job.message && isNews)
    alert({ tone: job.state === 'failed' ? 'error' : 'notice', message: job.message });
}

/** A finished preview stays until a restoration takes its place; other pictures end with their job. */
function endsLive({ id, kind, state }: Job, live: string): boolean {
  if (kind === 'restore' && state === 'done') return true;
  return id === live && (state === 'failed' || state === 'cancelled');
}

/** Keeps the repairs with the document a little after each change. */
function rememberRepairs(): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = useRepairs.subscribe(({ repairs }) => {
    clearTimeout(timer);
    const { document } = usePhoto.getState();
    if (!document) return;
    dropPreview();
    timer = setTimeout(() => {
      if (usePhoto.getState().document?.id !== document.id) return;
      void attempt(() => request('rememberRepairs', { document: document.id, repairs }));
    }, REMEMBER_AFTER);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
