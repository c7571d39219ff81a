import { runCommand } from '../actions/commands';
import { durationWords } from '../messages/figures';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { obstacleOf, previewObstacleOf, usesMask } from '../repairs/obstacles';
import { useJobs } from '../state/jobs';
import { isHealedShown } from '../state/photo';
import { usePhoto, useRepairs } from '../state/photos';
import { keepRestoreButton } from '../state/restore-button';
import { useMaskState } from '../tools/use-mask-state';
import { useEstimate } from './use-estimate';

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
