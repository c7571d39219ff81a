import type { Job } from '../../src-main/contract/window/jobs';
import type { Say } from '../messages/messages';
import { deviceWords } from './device-words';

/** 'about 12 seconds left', rounded so that it doesn't flicker; null if unknown. */
export function timeLeft(seconds: number | null, say: Say): string | null {
  if (seconds === null) return null;
  if (seconds >= 90) return say('job.minutesLeft', { count: Math.round(seconds / 60) });
  const rounded = seconds > 20 ? Math.round(seconds / 5) * 5 : Math.max(1, Math.round(seconds));
  return say('job.secondsLeft', { count: rounded });
}

/** Whether a job runs but hasn't called its network yet, so that its progress is unknown. */
export function isPreparing({ state, calls }: Job): boolean {
  return state === 'running' && calls === 0;
}

function stepWords(job: Job, say: Say): string {
  if (job.drafting) return say('job.drafting');
  if (isPreparing(job)) return say('job.preparing');
  return say('job.step', { step: Math.min(job.step + 1, job.steps), steps: job.steps });
}

/** The job some time after its last event, with less remaining time. */
export function afterHeard(job: Job, milliseconds: number): Job {
  const { state, secondsLeft } = job;
  if (state !== 'running' || secondsLeft === null) return job;
  return { ...job, secondsLeft: Math.max(0, secondsLeft - milliseconds / 1000) };
}

/** 'Step 5 of 8 · about 12 seconds left · on the processor'. */
export function jobWords(job: Job, say: Say): string {
  if (job.state === 'waiting') return say('job.waiting');
  const parts = [
    job.kind === 'preview' ? say('job.previewing') : null,
    job.kind === 'heal' ? say('job.healing') : null,
    job.state === 'paused' ? say('job.paused') : null,
    job.samples > 1 ? say('job.sample', { sample: job.sample + 1, samples: job.samples }) : null,
    job.kind === 'restore' ? stepWords(job, say) : null,
    job.state === 'running' ? timeLeft(job.secondsLeft, say) : null,
    job.provider === null ? null : say('job.provider', { provider: deviceWords(job.provider, say) }),
  ];
  return parts.filter((part) => part !== null).join(' · ');
}
