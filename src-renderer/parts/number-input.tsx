import './field.css';
import { Button, Group, Input, Label, NumberField } from 'react-aria-components';
import { useMessages } from '../messages/messages';

interface Props {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly isDisabled?: boolean;
  readonly format?: Intl.NumberFormatOptions;
  onChange(value: number): void;
}

/** A number field with step buttons; an empty field causes no change. */
export function NumberInput({
  label,
  value,
  min,
  max,
  step = 1,
  isDisabled = false,
  format,
  onChange,
}: Props) {
  const say = useMessages();
  return (
    <NumberField
      className="field"
      value={value}
      minValue={min}
      maxValue={max}
      step={step}
      isDisabled={isDisabled}
      formatOptions={{ useGrouping: false, maximumFractionDigits: 2, ...format }}
      incrementAriaLabel={`${say('field.increase')}: ${label}`}
      decrementAriaLabel={`${say('field.decrease')}: ${label}`}
      onChange={(next) => {
        if (!Number.isNaN(next)) onChange(next);
      }}
    >
      <Label>{label}</Label>
      <Group className="number-box">
        <Input />
        <Button slot="decrement">−</Button>
        <Button slot="increment">+</Button>
      </Group>
    </NumberField>
  );
}
