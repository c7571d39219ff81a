import './tour.css';
import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useLibrary } from '../library/state';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { IconButton } from '../parts/icon-button';
import { usePhoto } from '../state/photos';
import { stage } from '../state/stage';
import { leaveTour, neighbour, TOUR_STEPS, type TourStep, useTour } from '../state/tour';
import { useView } from '../state/view';
import { useCardPlace } from './use-card-place';

/** The current step of the tour beside its target; not shown without a tour or behind a dialog. */
export function Tour() {
  const step = useTour((state) => state.step);
  const inDialog = useView((state) => state.dialog !== null);
  const hasPhoto = usePhoto((state) => state.document !== null);
  const inLibrary = useLibrary((state) => state.place === 'library');
  const isLost = step !== null && (!hasPhoto || inLibrary);
  useEffect(() => {
    if (isLost) leaveTour();
  }, [isLost]);
  return step === null || isLost || inDialog ? null : <Card step={step} />;
}

function Card({ step }: { readonly step: TourStep }) {
  const say = useMessages();
  const card = useRef<HTMLElement>(null);
  const place = useCardPlace(step, card);
  const [titleId, textId] = [useId(), useId()];
  useEffect(() => {
    if (step === 'scratches' || step === 'restore') useView.setState({ panel: 'repairs' });
    document.querySelector(`[data-tour=${step}]`)?.scrollIntoView({ block: 'nearest' });
    card.current?.focus();
  }, [step]);
  const [before, after] = [neighbour(step, -1), neighbour(step, 1)];
  const end = () => {
    leaveTour();
    stage()?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    end();
  };
  return (
    <>
      {place?.ring && <div className="tour-ring" style={place.ring} aria-hidden />}
      {/* Not modal: what it speaks of is tried while it stands there. */}
      <section
        ref={card}
        className="tour"
        role="dialog"
        aria-labelledby={titleId}
        aria-describedby={textId}
        tabIndex={-1}
        // A hidden element couldn't take the focus.
        style={place?.card ?? { opacity: 0 }}
        onKeyDown={onKeyDown}
      >
        <div className="tour-head">
          <h2 id={titleId}>{say(`tour.${step}`)}</h2>
          <IconButton label={say('tour.leave')} icon={IconX} onPress={end} />
        </div>
        <p id={textId}>{say(`tour.${step}Text`)}</p>
        <div className="tour-foot">
          <span className="quiet numbers">
            {say('tour.step', { step: TOUR_STEPS.indexOf(step) + 1, steps: TOUR_STEPS.length })}
          </span>
          {before && <Button onPress={() => useTour.setState({ step: before })}>{say('tour.back')}</Button>}
          <Button look="main" onPress={after ? () => useTour.setState({ step: after }) : end}>
            {say(after ? 'tour.next' : 'dialog.done')}
          </Button>
        </div>
      </section>
    </>
  );
}
