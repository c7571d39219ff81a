import './workspace.css';
import { BottomBar } from './bottom/bottom-bar';
import { DropTarget } from './empty/drop-target';
import { Panel } from './panel/panel';
import { StageHost } from './stage-host';
import { ModeBar } from './tools/mode-bar';
import { ToolBar } from './tools/tool-bar';
import { TopBar } from './top/top-bar';

/** The window with a photo. */
export function Workspace() {
  return (
    <div className="workspace">
      <TopBar />
      <ToolBar />
      <main className="stage-place">
        <ModeBar />
        <DropTarget className="stage-frame">
          <StageHost />
        </DropTarget>
      </main>
      <Panel />
      <BottomBar />
    </div>
  );
}
