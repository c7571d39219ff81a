import { ToggleButton, Tooltip, TooltipTrigger } from 'react-aria-components';

interface Props {
  readonly name: string;
  readonly url: string;
  readonly number?: number;
  readonly isSelected: boolean;
  onPress(): void;
}

export function Thumbnail({ name, url, number, isSelected, onPress }: Props) {
  return (
    <TooltipTrigger delay={400} closeDelay={0}>
      <ToggleButton className="thumb" aria-label={name} isSelected={isSelected} onPress={onPress}>
        <img src={url} alt="" />
        {number !== undefined && (
          <span className="thumb-number numbers" aria-hidden>
            {number}
          </span>
        )}
      </ToggleButton>
      <Tooltip className="tooltip" placement="top" offset={8}>
        {name}
      </Tooltip>
    </TooltipTrigger>
  );
}
