import { type ToneChoice as Choice, TONE_CHOICES } from '../../src-main/contract/recipe';
import { useMessages } from '../messages/messages';
import { Segments } from '../parts/segments';
import { asksForColour } from './recipe';
import type { Repairs } from './schema';

interface Props {
  readonly repairs: Repairs;
  onChange(tone: Choice): void;
}

/** Whether a print of one tone gets no other colours; nothing where colour is what is asked for. */
export function ToneChoice({ repairs, onChange }: Props) {
  const say = useMessages();
  if (asksForColour(repairs)) return null;
  return (
    <div>
      <div className="field">
        <span className="field-label">{say('tone.title')}</span>
        <Segments
          label={say('tone.title')}
          value={repairs.advanced.tone}
          options={TONE_CHOICES.map((value) => ({ value, text: say(`tone.${value}`) }))}
          onChange={onChange}
        />
      </div>
      <p className="quiet">{say('tone.text')}</p>
    </div>
  );
}
