import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { SliderInput } from '../parts/slider-input';
import { LIMITS } from './advanced';
import { detailOf, usualDetailOf } from './recipe';
import type { Repairs } from './schema';
import { detailWords } from './words';

interface Props {
  readonly repairs: Repairs;
  /** Called with null to return to the usual detail of the ticked repairs. */
  onChange(detail: number | null): void;
}

/** The slider from the mean to a full sample; says which results are exact samples of the posterior. */
export function DetailSlider({ repairs, onChange }: Props) {
  const say = useMessages();
  const detail = detailOf(repairs);
  const usual = usualDetailOf(repairs);
  return (
    <div>
      <SliderInput
        label={say('detail.title')}
        value={detail}
        {...LIMITS.detail}
        step={0.05}
        words={detailWords(detail, say)}
        onChange={(next) => onChange(next)}
      />
      <p className="quiet">{say('detail.text')}</p>
      {detail === 0 && <p className="quiet">{say('detail.meanText')}</p>}
      {detail === 1 && <p className="quiet">{say('detail.fullText')}</p>}
      {detail !== usual && (
        <Button look="bare" onPress={() => onChange(null)}>
          {say('detail.usual', { words: detailWords(usual, say) })}
        </Button>
      )}
    </div>
  );
}
