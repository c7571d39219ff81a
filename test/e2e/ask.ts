import type { ElectronApplication } from '@playwright/test';
import {
  type ChannelInput,
  type ChannelName,
  channels,
  replySchema,
} from '../../src-main/contract/window/channels';

// Requests as the window makes them, in the current process of its page: Playwright gives up a page that was killed.

/** A script's result in the page; 'no answer' after a while, if the page is just reloading. */
export function inPage(app: ElectronApplication, script: string, milliseconds = 5000): Promise<unknown> {
  return app.evaluate(
    ({ BrowserWindow }, [code, wait]) =>
      Promise.race([
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(code),
        new Promise((done) => setTimeout(() => done('no answer'), wait)),
      ]),
    [script, milliseconds] as const,
  );
}

/** The value of a request's reply, unparsed; an error where the page doesn't answer. */
export async function ask<Name extends ChannelName>(
  app: ElectronApplication,
  name: Name,
  input: ChannelInput<Name>,
  milliseconds?: number,
): Promise<unknown> {
  const script = `globalThis.daguerre.requests.${name}(${JSON.stringify(input)})`;
  const reply = replySchema.parse(await inPage(app, script, milliseconds));
  if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply.said)}`);
  return reply.value;
}

/** The first open photo with all that belongs to it. */
export async function openDocument(app: ElectronApplication, milliseconds?: number) {
  const { documents } = channels.openDocuments.output.parse(
    await ask(app, 'openDocuments', {}, milliseconds),
  );
  if (!documents[0]) throw new Error('no photo is open');
  return documents[0];
}
