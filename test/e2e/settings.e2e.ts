import { expect, test } from './fixtures';

test.use({ model: 'tiny' });

test('only what this system can have is offered to run restorations, and what was tried in vain is marked', async ({
  desktop: { page },
}) => {
  await page.keyboard.press('ControlOrMeta+,');
  const choice = page.getByRole('button', { name: /Restorations run on/ });
  await choice.click();
  const option = (name: string) => page.getByRole('option', { name, exact: true });
  await expect(option('Processor')).toBeVisible();
  await expect(option('Graphics card (DirectML)')).toHaveCount(process.platform === 'win32' ? 1 : 0);
  await expect(option('Apple graphics (Core ML)')).toHaveCount(process.platform === 'darwin' ? 1 : 0);
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'Find out' }).click();
  const tried = page.getByRole('listitem').filter({ hasText: 'Graphics card (WebGPU)' });
  await expect(tried).toBeVisible({ timeout: 60_000 });
  const fails = (await tried.textContent())?.includes('doesn’t work');
  await choice.click();
  await expect(option(`Graphics card (WebGPU)${fails ? ': doesn’t work here' : ''}`)).toBeVisible();
  await expect(option('Processor')).toBeVisible();
});
