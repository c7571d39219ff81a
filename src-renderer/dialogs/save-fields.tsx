import { useMessages } from '../messages/messages';
import { CheckInput } from '../parts/check-input';
import { Segments } from '../parts/segments';
import { SliderInput } from '../parts/slider-input';
import { hasDepth, hasQuality, type SaveForm } from './save-form';
import { SizeFields } from './size-fields';

interface Props {
  readonly form: SaveForm;
  readonly aspect: number;
  onChange(form: SaveForm): void;
}

/** Formats by their common names, which are the same in every language. */
const FORMATS = [
  { value: 'png', text: 'PNG' },
  { value: 'tiff', text: 'TIFF' },
  { value: 'jpeg', text: 'JPEG' },
  { value: 'webp', text: 'WebP' },
  { value: 'avif', text: 'AVIF' },
] as const;

export function SaveFields({ form, aspect, onChange }: Props) {
  const say = useMessages();
  return (
    <>
      <div className="field">
        <span className="field-label">{say('save.format')}</span>
        <Segments
          label={say('save.format')}
          value={form.format}
          options={FORMATS}
          onChange={(format) => onChange({ ...form, format })}
        />
        <p className="quiet">{say(`save.formatText.${form.format}`)}</p>
      </div>
      {hasQuality(form.format) && (
        <SliderInput
          label={say('save.quality')}
          value={form.quality}
          min={30}
          max={100}
          words={String(form.quality)}
          onChange={(quality) => onChange({ ...form, quality })}
        />
      )}
      {hasDepth(form.format) && (
        <div className="field">
          <span className="field-label">{say('save.depth')}</span>
          <Segments
            label={say('save.depth')}
            value={String(form.depth)}
            options={[
              { value: '8', text: '8' },
              { value: '16', text: '16' },
            ]}
            onChange={(depth) => onChange({ ...form, depth: depth === '16' ? 16 : 8 })}
          />
        </div>
      )}
      <SizeFields size={form.size} aspect={aspect} onChange={(size) => onChange({ ...form, size })} />
      <div>
        <CheckInput isSelected={form.metadata} onChange={(metadata) => onChange({ ...form, metadata })}>
          {say('save.metadata')}
        </CheckInput>
        <CheckInput isSelected={form.mark} onChange={(mark) => onChange({ ...form, mark })}>
          {say('save.mark')}
        </CheckInput>
        <p className="quiet repair-text">{say('save.markText')}</p>
      </div>
    </>
  );
}
