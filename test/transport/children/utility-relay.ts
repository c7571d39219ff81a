import { app, utilityProcess } from 'electron';
import type { ChildChannel } from '../../../src-main/transport/channel';
import { utilityProcessFactory } from '../../../src-main/transport/utility-process';
import { toRelay } from '../relay-messages';

// A main process of Electron that opens channels to utility processes for a test outside of it.
const channels = new Map<number, ChildChannel>();

app.on('window-all-closed', () => {});
void app.whenReady().then(() => {
  process.on('message', (received) => {
    const message = toRelay.parse(received);
    const { id } = message;
    if (message.type === 'open') {
      const channel = utilityProcessFactory(utilityProcess, message.entry)();
      channels.set(id, channel);
      channel.onMessage((value) => process.send?.({ type: 'message', id, pid: channel.pid, value }));
      channel.onExit((exit) => process.send?.({ type: 'exit', id, exit }));
    } else if (message.type === 'post') channels.get(id)?.post(message.value);
    else channels.get(id)?.kill();
  });
  process.on('disconnect', () => app.exit(0));
  process.send?.({ type: 'ready' });
});
