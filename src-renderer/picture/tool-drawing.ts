import type { Gesture } from '../mask/gesture';
import type { Cursor } from './crosshair';
import type { ToolDrawing } from './paint-tools';
import type { StageProps } from './stage-types';

/** The drawing of the current tool over picture and mask. */
export function toolDrawing(props: StageProps, gesture: Gesture): ToolDrawing {
  const { tool, options } = props;
  return {
    draft: gesture.draft,
    lineWidth: options.size,
    crop: tool === 'crop' ? (props.crop ?? null) : null,
    streak: tool === 'streak' ? (props.streak ?? null) : null,
  };
}

/** The brush under the pointer or crosshair: its diameter in picture pixels, 0 for none; null if nothing is shown. */
export function brushCursor({ tool, options }: StageProps, cursor: Cursor | null) {
  const brush = tool === 'heal' || tool === 'brush' || tool === 'eraser' || tool === 'line';
  if (cursor === null || (!brush && !cursor.crosshair)) return null;
  return { ...cursor, size: brush ? options.size : 0 };
}
