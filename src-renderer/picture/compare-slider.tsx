import { Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import styles from './stage.module.css';

/** The line between before and after; its handle is moved by dragging or by the arrow keys. */
export function CompareSlider({
  position,
  label,
  onChange,
}: {
  /** 0 to 1 of the stage's width. */
  readonly position: number;
  readonly label: string;
  onChange(position: number): void;
}) {
  return (
    <Slider
      aria-label={label}
      className={styles['slider'] ?? ''}
      value={position}
      minValue={0}
      maxValue={1}
      step={0.01}
      formatOptions={{ style: 'percent' }}
      onChange={onChange}
    >
      <div className={styles['divider']} style={{ left: `${position * 100}%` }} />
      <SliderTrack className={styles['track'] ?? ''}>
        <SliderThumb className={styles['thumb'] ?? ''}>
          <svg viewBox="0 0 24 24" aria-hidden="true">
            <path d="M9 6 3 12l6 6M15 6l6 6-6 6" />
          </svg>
        </SliderThumb>
      </SliderTrack>
    </Slider>
  );
}
