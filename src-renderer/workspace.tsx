import './workspace.css';
import { Alerts } from './announce/alerts';
import { BottomBar } from './bottom/bottom-bar';
import { Panel } from './panel/panel';
import { StageHost } from './stage-host';
import { useView } from './state/view';
import { ModeBar } from './tools/mode-bar';
import { ToolBar } from './tools/tool-bar';
import { TopBar } from './top/top-bar';

/** The window with an open photo. */
export function Workspace() {
  const inDialog = useView((state) => state.dialog !== null);
  return (
    <div className="workspace">
      <TopBar />
      <ToolBar />
      <main className="stage-place">
        <ModeBar />
        <div className="stage-frame" data-tour="photo">
          <StageHost />
        </div>
        {!inDialog && <Alerts place="stage" />}
      </main>
      <Panel />
      <BottomBar />
    </div>
  );
}
