import './library.css';
import { useEffect } from 'react';
import { Alerts } from '../announce/alerts';
import { MessagePage } from '../empty/message-page';
import { useMessages } from '../messages/messages';
import { start } from '../state/alerts';
import { useProgram } from '../state/program';
import { refreshBatches } from './actions';
import { BatchBar } from './batch-bar';
import { FilterBar } from './filter-bar';
import { Grid } from './grid';
import { LibraryPanel } from './library-panel';
import { LibraryTop } from './library-top';
import { PlanDialog } from './plan-dialog';
import { Review } from './review';
import { SelectionBar } from './selection-bar';
import { useLibrary } from './state';
import { Trial } from './trial';
import { Welcome } from './welcome';

/** The window's second place: whole folders. */
export function Library() {
  const say = useMessages();
  const canChooseFolders = useProgram((state) => state.info?.capabilities.folders ?? false);
  const hasBatch = useLibrary((state) => state.batch !== null);
  const inReview = useLibrary((state) => state.review !== null);
  const trial = useLibrary((state) => state.trial);
  const isRunning = useLibrary((state) => state.batch?.progress != null);
  const planShown = useLibrary((state) => state.planShown);
  useEffect(() => {
    if (canChooseFolders) start(refreshBatches);
  }, [canChooseFolders]);
  if (!canChooseFolders) {
    return (
      <div className="library library-alone">
        <LibraryTop />
        <main>
          <MessagePage title={say('library.noFolders.title')} text={say('library.noFolders.text')} />
        </main>
      </div>
    );
  }
  return (
    <div className={inReview ? 'library library-review' : 'library'}>
      <LibraryTop />
      <main className="library-main">
        {!hasBatch && <Welcome />}
        {hasBatch && !inReview && trial !== null && <Trial row={trial} />}
        {hasBatch && !inReview && trial === null && (
          <>
            <FilterBar />
            <SelectionBar />
            <Grid />
          </>
        )}
        {hasBatch && inReview && <Review />}
        {!planShown && <Alerts place="stage" />}
      </main>
      {!inReview && <LibraryPanel />}
      {hasBatch && (!inReview || isRunning) && <BatchBar />}
      {planShown && <PlanDialog />}
    </div>
  );
}
