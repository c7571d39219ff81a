// Restores a photo in the background of an Electron app: `electron . PHOTO RESULT`. MODEL in the environment names another network.
const { app, utilityProcess } = require('electron');

async function restore(photo, output) {
  const { openEngine } = await import('daguerre-engine');
  // The engine works in utility processes, so windows go on answering.
  const engine = await openEngine({ utilityProcess, model: process.env.MODEL });
  try {
    const { outputs, provider } = await engine.restore({
      photo,
      recipe: { operator: 'denoise', noise: 'auto' },
      output,
      seed: 1,
    });
    console.log(`${outputs.join(', ')} on ${provider}`);
  } finally {
    await engine.close();
  }
}

app.whenReady().then(async () => {
  try {
    await restore(...process.argv.slice(-2));
    app.exit(0);
  } catch (error) {
    console.error(error.message);
    app.exit(1);
  }
});
