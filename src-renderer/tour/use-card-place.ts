import { type CSSProperties, type RefObject, useEffect, useState } from 'react';
import type { TourStep } from '../state/tour';
import { placeCard } from './place-card';

interface CardPlace {
  readonly card: CSSProperties;
  /** The ring around the step's target; null for the photo, which nobody overlooks. */
  readonly ring: CSSProperties | null;
}

/** The target moves with every repair that is ticked and every bar that opens, and no event reports that. */
const LOOK_EVERY_MS = 100;

/** The places of a step's card and ring; null before the target was measured. */
export function useCardPlace(step: TourStep, card: RefObject<HTMLElement | null>): CardPlace | null {
  const [place, setPlace] = useState<CardPlace | null>(null);
  useEffect(() => {
    const look = () => {
      const target = document.querySelector(`[data-tour=${step}]`)?.getBoundingClientRect();
      const size = card.current?.getBoundingClientRect();
      if (!target || !size) return;
      const window = { width: innerWidth, height: innerHeight };
      const next: CardPlace = {
        card: placeCard(target, size, window),
        ring: step === 'photo' ? null : ringOf(target),
      };
      setPlace((known) => (JSON.stringify(known) === JSON.stringify(next) ? known : next));
    };
    look();
    const looking = setInterval(look, LOOK_EVERY_MS);
    window.addEventListener('resize', look);
    return () => {
      clearInterval(looking);
      window.removeEventListener('resize', look);
    };
  }, [step, card]);
  return place;
}

/** The ring limited to the window's edges, where it would be cut off. */
function ringOf({ left, top, right, bottom }: DOMRect): CSSProperties {
  const [from, to] = [Math.max(2, left - 2), Math.min(innerWidth - 2, right + 2)];
  const [upper, lower] = [Math.max(2, top - 2), Math.min(innerHeight - 2, bottom + 2)];
  return { left: from, top: upper, width: to - from, height: lower - upper };
}
