import type { Gesture } from '../mask/gesture';
import type { PicturePoint } from './coordinates';
import type { ToolDrawing } from './paint-tools';
import type { StageProps } from './stage-types';

/** Where the pointer or the keyboard's crosshair is. */
export interface Cursor {
  readonly point: PicturePoint;
  readonly crosshair: boolean;
}

/** What a tool draws over picture and mask. */
export function toolDrawing(props: StageProps, gesture: Gesture, cursor: Cursor | null): ToolDrawing {
  const { tool, options } = props;
  const brush = tool === 'brush' || tool === 'eraser' || tool === 'line';
  return {
    draft: gesture.draft,
    cursor:
      cursor === null || (!brush && !cursor.crosshair) ? null : { ...cursor, size: brush ? options.size : 0 },
    lineWidth: options.size,
    crop: tool === 'crop' ? (props.crop ?? null) : null,
    streak: tool === 'streak' ? (props.streak ?? null) : null,
  };
}
