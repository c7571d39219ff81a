import './field.css';
import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';

interface Props {
  readonly children: ReactNode;
  readonly isSelected: boolean;
  readonly isDisabled?: boolean;
  /** Id of the element that describes it. */
  readonly describedBy?: string;
  onChange(selected: boolean): void;
}

export function CheckInput({ children, isSelected, isDisabled = false, describedBy, onChange }: Props) {
  return (
    <Checkbox
      className="check"
      isSelected={isSelected}
      isDisabled={isDisabled}
      onChange={onChange}
      {...(describedBy && { 'aria-describedby': describedBy })}
    >
      <span className="check-box">{isSelected && <IconCheck size={14} stroke={3} aria-hidden />}</span>
      <span>{children}</span>
    </Checkbox>
  );
}
