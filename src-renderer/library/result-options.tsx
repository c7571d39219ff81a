import { Input, Label, Text, TextField } from 'react-aria-components';
import type { ResultSettings } from '../../src-main/contract/result-settings';
import { useMessages } from '../messages/messages';
import { Disclosed } from '../panel/disclosed';
import { CheckInput } from '../parts/check-input';
import { Segments } from '../parts/segments';
import { SelectInput } from '../parts/select-input';
import { SliderInput } from '../parts/slider-input';
import { changeDraft, useLibrary } from './state';

const FORMATS = ['same', 'png', 'tiff', 'jpeg', 'webp', 'avif'] as const;
/** Default quality of JPEG, WebP and AVIF. */
const QUALITY = 92;

function change(patch: Partial<ResultSettings>): void {
  const { result } = useLibrary.getState().draft;
  changeDraft({ result: { ...result, ...patch } });
}

/** The form of the results, and which photos are restored. */
export function ResultOptions() {
  const say = useMessages();
  const { result, include, exclude, order } = useLibrary((state) => state.draft);
  const { format, quality = QUALITY, bitDepth = 8, metadata, mark, name } = result;
  const isLossy = format === 'jpeg' || format === 'webp' || format === 'avif';
  const isDeep = format === 'png' || format === 'tiff';
  return (
    <>
      <section className="panel-section">
        <h2>{say('library.results')}</h2>
        <SelectInput
          label={say('save.format')}
          value={format}
          options={FORMATS.map((value) => ({
            value,
            text:
              value === 'same' ? say('library.formatSame') : value === 'webp' ? 'WebP' : value.toUpperCase(),
          }))}
          onChange={(next) => change({ format: next })}
        />
        {isLossy && (
          <SliderInput
            label={say('save.quality')}
            value={quality}
            min={30}
            max={100}
            words={String(quality)}
            onChange={(next) => change({ quality: next })}
          />
        )}
        {isDeep && (
          <Segments
            label={say('save.depth')}
            value={String(bitDepth)}
            options={[
              { value: '8', text: say('library.bits', { bits: 8 }) },
              { value: '16', text: say('library.bits', { bits: 16 }) },
            ]}
            onChange={(depth) => change({ bitDepth: depth === '16' ? 16 : 8 })}
          />
        )}
        <TextInput
          label={say('library.name')}
          text={say('library.nameText')}
          value={name}
          onChange={(next) => change({ name: next })}
        />
        <CheckInput
          isSelected={metadata === 'keep'}
          onChange={(keep) => change({ metadata: keep ? 'keep' : 'remove' })}
        >
          {say('save.metadata')}
        </CheckInput>
        <CheckInput isSelected={mark} onChange={(next) => change({ mark: next })}>
          {say('save.mark')}
        </CheckInput>
      </section>
      <Disclosed title={say('library.which')}>
        <TextInput
          label={say('library.include')}
          text={say('library.patternText')}
          value={include}
          onChange={(next) => changeDraft({ include: next })}
        />
        <TextInput
          label={say('library.exclude')}
          value={exclude}
          onChange={(next) => changeDraft({ exclude: next })}
        />
        <Segments
          label={say('library.orderOfWork')}
          value={order}
          options={(['folder', 'size'] as const).map((value) => ({
            value,
            text: say(`library.order.${value}`),
          }))}
          onChange={(next) => changeDraft({ order: next })}
        />
      </Disclosed>
    </>
  );
}

interface TextProps {
  readonly label: string;
  readonly text?: string;
  readonly value: string;
  onChange(value: string): void;
}

function TextInput({ label, text, value, onChange }: TextProps) {
  return (
    <TextField className="field" value={value} maxLength={200} onChange={onChange}>
      <Label>{label}</Label>
      <Input className="text-box" spellCheck="false" />
      {text && (
        <Text slot="description" className="quiet">
          {text}
        </Text>
      )}
    </TextField>
  );
}
