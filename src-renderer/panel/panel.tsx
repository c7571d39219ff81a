import './panel.css';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { PicturePanel } from '../inspect/picture-panel';
import { useMessages } from '../messages/messages';
import { ResultsPanel } from '../results/results-panel';
import { type PanelName, useView } from '../state/view';
import { RepairsPanel } from './repairs-panel';

const PANELS: readonly PanelName[] = ['repairs', 'results', 'picture'];

/** The right side: repairs, results, and facts about the photo. */
export function Panel() {
  const say = useMessages();
  const panel = useView((state) => state.panel);
  return (
    <aside className="panel" aria-label={say('panel.label')}>
      <Tabs
        className="panel-tabs"
        selectedKey={panel}
        onSelectionChange={(key) => {
          const chosen = PANELS.find((one) => one === key);
          if (chosen) useView.setState({ panel: chosen });
        }}
      >
        <TabList className="panel-tablist" aria-label={say('panel.label')}>
          {PANELS.map((one) => (
            <Tab key={one} id={one} className="panel-tab">
              {say(`panel.${one}`)}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="repairs" className="panel-page">
          <RepairsPanel />
        </TabPanel>
        <TabPanel id="results" className="panel-page">
          <ResultsPanel />
        </TabPanel>
        <TabPanel id="picture" className="panel-page">
          <PicturePanel />
        </TabPanel>
      </Tabs>
    </aside>
  );
}
