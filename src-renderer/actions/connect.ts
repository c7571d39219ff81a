import type { Job } from '../../src-main/contract/window/jobs';
import type { ProgramInfo } from '../../src-main/contract/window/program';
import { Announcer } from '../announce/announcer';
import { hasBridge, listen, request } from '../client/client';
import { saidWords } from '../client/said-words';
import { localeFor, readersLocale, say, setLanguage } from '../messages/messages';
import { runMenuCommand } from '../shortcuts/guard';
import { alert, attempt, speak, start } from '../state/alerts';
import { showLive, useJobs } from '../state/jobs';
import { change, photoOf, usePhotos } from '../state/photos';
import { useProgram } from '../state/program';
import { takeHealed, takeHealing } from './heal';
import { keepRepairs } from './keep';
import { adopt, openFile, suggestFor } from './open';
import { answerClosing } from './quit';
import { showLooks, toneResults } from './results';
import { showDocument } from './switch';
import { tellWhatIsSeen } from './tell-view';
import { startTour } from './tour';

/** Requests the program's description and listens to its events until the returned function is called. */
export function connect(): () => void {
  if (!hasBridge()) return () => {};
  const asked = request('programInfo', {}).then(speakAs);
  void attempt(() => begin(asked));
  const announcer = new Announcer();
  const stops = [
    listen('job', (job) => {
      take(job);
      const key = announcer.hear(job);
      if (key) speak(say(key.key, key.values));
    }),
    listen('live', (live) => {
      if (live.document === usePhotos.getState().shown) showLive(live);
    }),
    listen('healed', takeHealed),
    listen('command', ({ command }) => runMenuCommand(command)),
    listen('closing', () => start(answerClosing)),
    listen('openFile', ({ file }) => start(() => openFile(file, say('panel.picture')), 'open')),
    listen('notice', ({ said }) => {
      const tell = () => void alert({ severity: 'notice', message: saidWords(said) });
      // Messages that waited for the page arrive before its language is known.
      void asked.then(tell, tell);
    }),
    keepRepairs(),
    tellWhatIsSeen(),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Sets the window's language to the user's choice. */
function speakAs(info: ProgramInfo): ProgramInfo {
  const systemLocale = info.systemLocale ?? readersLocale(navigator.languages);
  setLanguage(localeFor(info.settings.language, systemLocale), systemLocale);
  return { ...info, systemLocale };
}

/** Requests the program's description and everything that is open, which a reloaded page needs. */
async function begin(asked: Promise<ProgramInfo>): Promise<void> {
  const [info, { documents }, { jobs }] = await Promise.all([
    asked,
    request('openDocuments', {}),
    request('openJobs', {}),
  ]);
  const opened = documents.map((document) => adopt(document, true));
  const last = opened.at(-1);
  if (last !== undefined && usePhotos.getState().shown === null) showDocument(last);
  // Events that arrived meanwhile are newer.
  useJobs.setState(({ jobs: heard }) => ({
    jobs: [...jobs.filter(({ id }) => heard.every((job) => job.id !== id)), ...heard],
  }));
  useProgram.setState({ info });
  for (const document of opened) showLooks(document);
  await Promise.all(opened.map((document) => suggestFor(document)));
  if (info.isFirstStart && opened.length === 0) await startTour();
}

/** Takes a job's new state: adds its results to the photo, and reports failures. */
function take(job: Job): void {
  const before = useJobs.getState().jobs.find(({ id }) => id === job.id);
  useJobs.setState(({ jobs, lives }) => ({
    jobs: before ? jobs.map((one) => (one.id === job.id ? job : one)) : [...jobs, job],
    lives: lives.filter((live) => !endsLive(job, live.job)),
  }));
  if (job.kind === 'heal') takeHealing(job);
  const photo = photoOf(job.document);
  if (!photo) return;
  const { name } = photo.document;
  const added = job.results.filter(({ id }) => photo.results.every((known) => known.id !== id));
  change({ why: 'restored', document: job.document, results: job.results });
  toneResults(job.document, added);
  const isElsewhere = job.document !== usePhotos.getState().shown;
  if (isElsewhere && job.state === 'done' && job.kind === 'restore') {
    const action = { label: say('job.show'), act: () => showDocument(job.document) };
    alert({ severity: 'notice', message: say('job.finished', { name }), action });
  }
  if (!job.said || before?.said) return;
  const words = saidWords(job.said);
  const message = isElsewhere ? say('job.failedIn', { name, message: words }) : words;
  alert({ severity: job.state === 'failed' ? 'error' : 'notice', message, of: 'restore' });
}

/** Whether a job's end removes a live picture. A finished preview stays until a restoration replaces it. */
function endsLive({ id, kind, state }: Job, live: string): boolean {
  if (kind === 'restore' && state === 'done') return true;
  return id === live && (state === 'failed' || state === 'cancelled');
}
