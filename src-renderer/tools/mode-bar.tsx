import { useView } from '../state/view';
import { CropBar } from './crop-bar';
import { PaintOverBar } from './paint-over-bar';
import { StreakBar } from './streak-bar';
import { ToolOptionsBar } from './tool-options-bar';

/** Options of what the stage is used for just now, above it. */
export function ModeBar() {
  const mode = useView((state) => state.mode);
  switch (mode) {
    case 'crop':
      return <CropBar />;
    case 'streak':
      return <StreakBar />;
    case 'paintOver':
      return (
        <div>
          <PaintOverBar />
          <ToolOptionsBar />
        </div>
      );
    case 'mask':
      return <ToolOptionsBar />;
  }
}
