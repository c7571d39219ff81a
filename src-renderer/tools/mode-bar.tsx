import { overIn, useView } from '../state/view';
import { CropBar } from './crop-bar';
import { EdgesBar } from './edges-bar';
import { HealBar } from './heal-bar';
import { PaintOverBar } from './paint-over-bar';
import { StreakBar } from './streak-bar';
import { ToolOptionsBar } from './tool-options-bar';

/** Options of the stage's current mode, above it, with the same height for every tool, so that the photo doesn't move. */
export function ModeBar() {
  return (
    <div className="mode-place">
      <Options />
    </div>
  );
}

function Options() {
  const name = useView(({ mode }) => mode.name);
  const isPaintOver = useView(({ mode }) => overIn(mode) !== null);
  switch (name) {
    case 'crop':
      return <CropBar />;
    case 'edges':
      return <EdgesBar />;
    case 'heal':
      return <HealBar />;
    case 'streak':
      return <StreakBar />;
    case 'marks':
      return (
        <>
          {isPaintOver && <PaintOverBar />}
          <ToolOptionsBar />
        </>
      );
  }
}
