/** What a browser needs to install the page as an app. */
import { expect } from '@playwright/test';
import { goHome, test } from './playground';

interface Manifest {
  readonly name: string;
  readonly start_url: string;
  readonly icons: readonly { readonly src: string; readonly sizes: string; readonly type: string }[];
}

test('the page can be installed: its manifest is found, and each icon is as large as it says', async ({
  page,
}) => {
  await goHome(page);
  const href = await page.locator('link[rel="manifest"]').evaluate((link) => (link as HTMLLinkElement).href);
  const { manifest, sizes } = await page.evaluate(async (url) => {
    const manifest = (await (await fetch(url)).json()) as Manifest;
    const sizeOf = async (src: string): Promise<string> => {
      const image = new Image();
      image.src = new URL(src, url).href;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    };
    const drawn = manifest.icons.filter(({ sizes }) => sizes !== 'any');
    return { manifest, sizes: await Promise.all(drawn.map(({ src }) => sizeOf(src))) };
  }, href);
  expect(manifest.name).toBe(await page.getByRole('heading', { level: 1 }).textContent());
  expect(new URL(manifest.start_url, href).pathname).toBe(new URL(page.url()).pathname);
  expect(sizes).toEqual(manifest.icons.map(({ sizes: said }) => said).filter((said) => said !== 'any'));
  const devtools = await page.context().newCDPSession(page);
  const { errors } = await devtools.send('Page.getAppManifest');
  expect(errors).toEqual([]);
});
