/** Closes the program without its window's question about unsaved work. */
export async function closeUnasked(app) {
  const forget = ({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.removeAllListeners('close');
  };
  // One that was ended already has no window.
  await app.evaluate(forget).catch(() => {});
  await app.close();
}
