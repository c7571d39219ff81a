import './help-dialog.css';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { runCommand } from '../actions/commands';
import { currentLocale, useMessages } from '../messages/messages';
import { Button } from '../parts/button';
import { DialogFrame } from '../parts/dialog-frame';
import { PageBody } from './page-body';
import { helpPages } from './pages';

interface Props {
  onClose(): void;
}

/** The task pages of docs, in the window's language; they come with the program. */
export function HelpDialog({ onClose }: Props) {
  const say = useMessages();
  const pages = helpPages(currentLocale());
  return (
    <DialogFrame
      title={say('command.help')}
      isWide
      onClose={onClose}
      foot={
        <>
          <Button onPress={() => runCommand('shortcuts')}>{say('command.shortcuts')}</Button>
          <Button onPress={() => runCommand('tour')}>{say('command.tour')}</Button>
        </>
      }
    >
      <Tabs className="help" orientation="vertical">
        <TabList className="help-list" aria-label={say('command.help')}>
          {pages.map(({ name, title }) => (
            <Tab key={name} id={name} className="help-tab">
              {title}
            </Tab>
          ))}
        </TabList>
        {pages.map(({ name, title, body }) => (
          <TabPanel key={name} id={name} className="help-page">
            <h2>{title}</h2>
            <PageBody nodes={body} />
          </TabPanel>
        ))}
      </Tabs>
    </DialogFrame>
  );
}
