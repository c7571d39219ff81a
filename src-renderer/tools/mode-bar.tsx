import { useView } from '../state/view';
import { CropBar } from './crop-bar';
import { EdgesBar } from './edges-bar';
import { PaintOverBar } from './paint-over-bar';
import { StreakBar } from './streak-bar';
import { ToolOptionsBar } from './tool-options-bar';

/** Options of what the stage is used for just now, above it; as high for every tool, so that the photo stays put. */
export function ModeBar() {
  return (
    <div className="mode-place">
      <Options />
    </div>
  );
}

function Options() {
  const mode = useView((state) => state.mode);
  switch (mode) {
    case 'crop':
      return <CropBar />;
    case 'edges':
      return <EdgesBar />;
    case 'streak':
      return <StreakBar />;
    case 'paintOver':
      return (
        <>
          <PaintOverBar />
          <ToolOptionsBar />
        </>
      );
    case 'mask':
      return <ToolOptionsBar />;
  }
}
