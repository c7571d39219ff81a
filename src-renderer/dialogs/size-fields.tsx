import { useMessages } from '../messages/messages';
import { NumberInput } from '../parts/number-input';
import {
  MAX_SIDE,
  type PrintSize,
  widthInMillimetres,
  withDpi,
  withHeight,
  withMillimetres,
  withWidth,
} from './print-size';

interface Props {
  readonly size: PrintSize;
  /** Width over height of the picture. */
  readonly aspect: number;
  onChange(size: PrintSize): void;
}

/** Pixels, millimetres and dots per inch; a change of one updates the others. */
export function SizeFields({ size, aspect, onChange }: Props) {
  const say = useMessages();
  return (
    <fieldset className="plain-fieldset">
      <legend className="hidden-visually">{say('save.size')}</legend>
      <div className="columns">
        <NumberInput
          label={say('save.width')}
          value={size.width}
          min={1}
          max={MAX_SIDE}
          onChange={(value) => onChange(withWidth(size, value, aspect))}
        />
        <NumberInput
          label={say('save.height')}
          value={size.height}
          min={1}
          max={MAX_SIDE}
          onChange={(value) => onChange(withHeight(size, value, aspect))}
        />
        <NumberInput
          label={say('save.millimetres')}
          value={widthInMillimetres(size)}
          min={0.1}
          max={10000}
          step={0.1}
          onChange={(value) => onChange(withMillimetres(size, value, aspect))}
        />
        <NumberInput
          label={say('save.dpi')}
          value={size.dpi}
          min={1}
          max={9600}
          onChange={(value) => onChange(withDpi(size, value))}
        />
      </div>
    </fieldset>
  );
}
