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
  const shown = usePhoto((state) => state.document?.id ?? null);
  const example = useTour((state) => state.document);
  const inLibrary = useLibrary((state) => state.place === 'library');
  const isLost = step !== null && (shown === null || inLibrary);
  // The first step is about the example; the others are true of every photo.
  const isElsewhere = step === 'photo' && shown !== example;
  useEffect(() => {
    if (isLost) leaveTour();
    else if (isElsewhere) useTour.setState({ step: neighbour('photo', 1) });
  }, [isLost, isElsewhere]);
  if (step === null || isLost || isElsewhere || inDialog) return null;
  const before = neighbour(step, -1);
  return <Card step={step} before={before === 'photo' && shown !== example ? null : before} />;
}

/** `before` is the step to which one can go back; null if there is none. */
function Card({ step, before }: { readonly step: TourStep; readonly before: TourStep | null }) {
  const say = useMessages();
  const card = useRef<HTMLElement>(null);
  const place = useCardPlace(step, card);
  const [titleId, textId] = [useId(), useId()];
  useEffect(() => {
    if (step === 'scratches' || step === 'restore') useView.setState({ panel: 'repairs' });
    document.querySelector(`[data-tour=${step}]`)?.scrollIntoView({ block: 'nearest' });
    card.current?.focus();
  }, [step]);
  const after = neighbour(step, 1);
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
