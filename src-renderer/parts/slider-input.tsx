import './field.css';
import { Label, Slider, SliderOutput, SliderThumb, SliderTrack } from 'react-aria-components';

interface Props {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly isDisabled?: boolean;
  /** The value in words, beside the label and for screen readers. */
  readonly words: string;
  onChange(value: number): void;
  /** Called when the thumb is released. */
  onChangeEnd?(value: number): void;
}

export function SliderInput(props: Props) {
  const { label, value, min, max, step = 1, isDisabled = false, words, onChange, onChangeEnd } = props;
  return (
    <Slider
      className="slider"
      value={value}
      minValue={min}
      maxValue={max}
      step={step}
      isDisabled={isDisabled}
      onChange={(next) => onChange(next)}
      {...(onChangeEnd && { onChangeEnd: (next: number) => onChangeEnd(next) })}
    >
      <Label>{label}</Label>
      <SliderOutput className="numbers">{words}</SliderOutput>
      <SliderTrack className="slider-track">
        <SliderThumb className="slider-thumb" />
      </SliderTrack>
    </Slider>
  );
}
