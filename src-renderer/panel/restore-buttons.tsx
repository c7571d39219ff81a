import { useEffect, useState } from 'react';
import { runCommand } from '../actions/commands';
import { flushMask } from '../actions/keep';
import { withProvider } from '../actions/restore';
import { request } from '../client/client';
import { durationWords } from '../messages/figures';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { needsBlurPicture } from '../repairs/blur/repair';
import { obstacleOf, previewObstacleOf, usesMask } from '../repairs/obstacles';
import { recipeOf } from '../repairs/recipe';
import { useJobs } from '../state/jobs';
import { isHealedShown } from '../state/photo';
import { usePhoto, useRepairs } from '../state/photos';
import { keepRestoreButton } from '../state/restore-button';
import { useMaskState } from '../tools/use-mask-state';

/** The Preview and Restore buttons, with the time that a restoration takes, or the reason if they are disabled. */
export function RestoreButtons() {
  const say = useMessages();
  const marked = useMaskState(({ damagedPixels }) => damagedPixels > 0);
  const repairs = useRepairs((state) => state.repairs);
  const kernel = useRepairs((state) => state.kernel);
  const jpegTables = usePhoto((state) => state.document?.jpegTables ?? false);
  const isShown = usePhoto((state) => state.shown !== null);
  // Without marks or healed strokes the sentence about filled marks isn't needed.
  const isFilled = usePhoto((state) => usesMask(state.choice.repairs) || isHealedShown(state));
  const starting = useJobs((state) => state.starting);
  const circumstances = { marked, jpegTables, blurPicture: kernel !== null };
  const obstacle = obstacleOf(repairs, circumstances);
  const toPreview = previewObstacleOf(repairs, circumstances);
  const seconds = useEstimate(obstacle === null);
  return (
    <footer className="panel-foot" data-tour="restore">
      {obstacle && <p className="quiet">{say(obstacle)}</p>}
      {obstacle === null && isShown && isFilled && <p className="quiet">{say('command.restoreOn')}</p>}
      {seconds !== null && (
        <p className="quiet numbers">{say('library.takes', { time: durationWords(seconds, say) })}</p>
      )}
      <Button isDisabled={toPreview !== null || starting} onPress={() => runCommand('preview')}>
        {say('command.preview')}
      </Button>
      <Button
        ref={keepRestoreButton}
        look="main"
        isDisabled={obstacle !== null}
        isBusy={starting}
        onPress={() => runCommand('restore')}
      >
        {say('command.restore')}
      </Button>
    </footer>
  );
}

/** Milliseconds that repairs and marks must be unchanged before the time is asked for. */
const SETTLED = 600;

/**
 * Seconds that the shown photo's restoration will take; null while it is unknown and while `isAsked` is false. It isn't
 * requested while a job runs, which would have to share the processor; the last answer stays meanwhile.
 */
function useEstimate(isAsked: boolean): number | null {
  const [seconds, setSeconds] = useState<number | null>(null);
  const document = usePhoto((state) => state.document?.id);
  const on = usePhoto((state) => state.shown);
  const repairs = useRepairs((state) => state.repairs);
  const marks = useMaskState(({ version }) => version);
  const isBusy = useJobs(({ jobs, starting }) => starting || jobs.some(({ state }) => state === 'running'));
  // biome-ignore lint/correctness/useExhaustiveDependencies: other marks take another time.
  useEffect(() => {
    if (isBusy || !isAsked || document === undefined) return;
    let isWanted = true;
    const ask = async () => {
      const recipe = withProvider(recipeOf(repairs));
      // The estimate would need the picture of the blur.
      if (needsBlurPicture(recipe)) return null;
      await flushMask(document);
      return (await request('estimateRestoration', { document, recipe, ...(on !== null && { on }) })).seconds;
    };
    const show = (found: number | null) => {
      if (isWanted) setSeconds(found);
    };
    // If it fails, restoring will fail too and say why. The previous answer stays until then, so that nothing jumps.
    const timer = setTimeout(() => void ask().then(show, () => show(null)), SETTLED);
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [isAsked, isBusy, document, on, repairs, marks]);
  return isAsked ? seconds : null;
}
