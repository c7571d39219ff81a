import { expect, test } from 'vitest';
import { openServer } from '../../src-main/server/open-server';

test('without its page the server says that the page is missing, and starts nothing', async () => {
  const folders = { data: '/nowhere/data', examples: '/nowhere/examples', model: '/nowhere/model.onnx' };
  await expect(openServer({ port: 0, page: '/nowhere/page', folders })).rejects.toThrow(
    "The window's page is missing; install Daguerre again, or run npm run build in a clone.",
  );
});
