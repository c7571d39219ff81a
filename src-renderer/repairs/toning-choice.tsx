import type { Toning } from '../../src-main/contract/toning';
import { useMessages } from '../messages/messages';
import { Segments } from '../parts/segments';
import { TONING_CHOICES } from './advanced';

interface Props {
  /** Undefined for the result's own. */
  readonly value: Toning | undefined;
  onChange(value: Toning | undefined): void;
}

/** The tone in which results are shown and saved: their own, black and white, or brown. */
export function ToningChoice({ value, onChange }: Props) {
  const say = useMessages();
  return (
    <div>
      <div className="field">
        <span className="field-label">{say('toning.title')}</span>
        <Segments
          label={say('toning.title')}
          value={value ?? 'keep'}
          options={TONING_CHOICES.map((choice) => ({ value: choice, text: say(`toning.${choice}`) }))}
          onChange={(choice) => onChange(choice === 'keep' ? undefined : choice)}
        />
      </div>
      <p className="quiet">{say('toning.text')}</p>
    </div>
  );
}
