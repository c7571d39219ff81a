import { IconSparkles } from '@tabler/icons-react';
import { USUAL_LIMIT } from '../../src-main/contract/damage';
import type { Suggestions } from '../../src-main/contract/window/documents';
import type { RepairName } from '../../src-main/operators/catalogue';
import { planOldPhoto, usePlan } from '../actions/old-photo';
import { shareWords } from '../messages/figures';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { CheckInput } from '../parts/check-input';
import { tickSuggested, withNeeded } from '../repairs/offers';
import { OLD_PHOTO_REPAIRS, suggestedIn } from '../repairs/old-photo';
import { start } from '../state/alerts';
import { changeRepairs, shownPhoto, usePhoto, useRepairs } from '../state/photos';
import { useMaskState } from '../tools/use-mask-state';

/** One button for everything that an old photograph needs, and the resulting plan. */
export function OldPhoto() {
  const say = useMessages();
  const document = usePhoto((state) => state.document);
  const suggestions = usePhoto((state) => state.suggestions);
  const plan = usePlan();
  const isPlanned = document !== null && plan.document === document.id;
  return (
    <section className="panel-section">
      <Button isDisabled={!suggestions} isBusy={plan.isBusy} onPress={() => start(planOldPhoto, 'mark')}>
        <IconSparkles size={16} stroke={1.5} aria-hidden />
        {say('recipes.old-photo')}
      </Button>
      {isPlanned && suggestions ? (
        <PlanParts
          suggestions={suggestions}
          pixels={document.width * document.height}
          jpegTables={document.jpegTables}
        />
      ) : (
        <p className="quiet">{say('oldPhoto.text')}</p>
      )}
    </section>
  );
}

interface Part {
  readonly repair: RepairName;
  readonly words: string;
  /** Repairs that are ticked with it. */
  readonly needs: readonly RepairName[];
}

interface PlanPartsProps {
  readonly suggestions: Suggestions;
  readonly pixels: number;
  readonly jpegTables: boolean;
}

/** The parts of the plan in words; ticked parts will be repaired. */
function PlanParts({ suggestions, pixels, jpegTables }: PlanPartsProps) {
  const say = useMessages();
  const repairs = useRepairs((state) => state.repairs);
  const share = useMaskState(({ damagedPixels }) => damagedPixels) / pixels;
  const offers = suggestedIn(suggestions, jpegTables);
  const marked = {
    repair: 'scratches',
    words: say('oldPhoto.marked', { percent: shareWords(share) }),
    needs: [],
  } as const;
  const suggested = offers.map(({ repair, words, needs }) => ({
    repair,
    words: say(words.key, words.values),
    needs,
  }));
  const needed = offers
    .flatMap(({ needs }) => needs)
    .filter((name) => offers.every(({ repair }) => repair !== name));
  const parts: Part[] = [
    ...(share > 0 ? [marked] : []),
    ...suggested,
    ...needed.map((repair) => ({ repair, words: say(`repair.${repair}`), needs: [] })),
  ];
  const missing = OLD_PHOTO_REPAIRS.filter((name) => parts.every(({ repair }) => repair !== name));
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset draws a frame of its own.
    <div role="group" aria-label={say('oldPhoto.plan')}>
      {parts.map(({ repair, words, needs }) => (
        <CheckInput key={repair} isSelected={repairs[repair].on} onChange={(on) => choose(repair, on, needs)}>
          {words}
        </CheckInput>
      ))}
      <CheckInput isSelected={repairs.advanced.tone !== 'free'} onChange={keepTone}>
        {say('oldPhoto.tone')}
      </CheckInput>
      {share > USUAL_LIMIT && <p>{say('oldPhoto.muchMarked')}</p>}
      {missing.length > 0 && (
        <p className="quiet">
          {say('oldPhoto.notFound', { names: missing.map((name) => say(`repair.${name}`)).join(', ') })}
        </p>
      )}
    </div>
  );
}

/** Ticks or unticks a part; what it needs is ticked with it and stays. */
function choose(name: RepairName, on: boolean, needs: readonly RepairName[]): void {
  const { suggestions } = shownPhoto();
  changeRepairs((repairs) =>
    withNeeded(tickSuggested(repairs, name, on, suggestions), on ? needs : [], suggestions),
  );
}

function keepTone(on: boolean): void {
  changeRepairs((repairs) => ({
    ...repairs,
    advanced: { ...repairs.advanced, tone: on ? 'auto' : 'free' },
  }));
}
