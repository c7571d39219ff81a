import '../panel/panel.css';
import type { Place } from '../../src-main/contract/window/basics';
import { useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { usesMask } from '../repairs/obstacles';
import { start } from '../state/alerts';
import { chooseInput, chooseMasks, chooseOutput, showPlan } from './actions';
import { draftObstacle } from './draft';
import { RecipeEditor } from './recipe-editor';
import { ResultOptions } from './result-options';
import { useLibrary } from './state';

/** The folders and repairs of the batch, and the form of its results. */
export function LibraryPanel() {
  const say = useMessages();
  const draft = useLibrary((state) => state.draft);
  const isPlanning = useLibrary((state) => state.isPlanning);
  const isRunning = useLibrary((state) => state.batch !== null && state.batch.state !== 'ready');
  const obstacle = draftObstacle(draft);
  return (
    <aside className="panel" aria-label={say('library.panel')}>
      <div className="panel-scroll">
        <section className="panel-section">
          <h2>{say('library.folders')}</h2>
          <Folder label={say('library.photos')} folder={draft.input} choose={chooseInput} />
          <Folder label={say('library.results')} folder={draft.output} choose={chooseOutput} />
          {usesMask(draft.repairs) && (
            <>
              <Folder label={say('library.masks')} folder={draft.masks} choose={chooseMasks} />
              <p className="quiet">{say('library.masksText')}</p>
            </>
          )}
        </section>
        <RecipeEditor />
        <ResultOptions />
      </div>
      <footer className="panel-foot">
        {isRunning && <p className="quiet">{say('library.runs')}</p>}
        {!isRunning && obstacle && <p className="quiet">{say(obstacle)}</p>}
        <Button
          look="main"
          isDisabled={obstacle !== null || isRunning}
          isBusy={isPlanning}
          onPress={() => start(showPlan, 'folder')}
        >
          {say(isPlanning ? 'library.planning' : 'library.plan')}
        </Button>
      </footer>
    </aside>
  );
}

interface FolderProps {
  readonly label: string;
  readonly folder: Place | null;
  choose(): Promise<unknown>;
}

function Folder({ label, folder, choose }: FolderProps) {
  const say = useMessages();
  const isRunning = useLibrary((state) => state.batch !== null && state.batch.state !== 'ready');
  return (
    <div className="library-folder">
      <div>
        <span className="field-label">{label}</span>
        <span className="library-folder-name">{folder?.name ?? say('library.noFolder')}</span>
        {folder && <span className="quiet library-folder-path">{folder.folder}</span>}
      </div>
      <Button
        label={`${say('library.choose')} ${label}`}
        isDisabled={isRunning}
        onPress={() => start(choose, 'folder')}
      >
        {say('library.choose')}
      </Button>
    </div>
  );
}
