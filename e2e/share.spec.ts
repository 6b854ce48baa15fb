/** The page as others get it: by a code that a camera reads. */
import { expect, type Page } from '@playwright/test';
import jsQR from 'jsqr';
import { goHome, setRatio, settled, test } from './playground';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'A link to this page' });

async function share(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  return dialog(page).getByRole('textbox', { name: 'Link' }).inputValue();
}

test('the QR code holds the link, and follows what I leave out', async ({ page }) => {
  await goHome(page);
  await setRatio(page, 60);
  await settled(page);
  await share(page);
  await dialog(page).getByText('QR code, for the front of a class').click();
  const code = dialog(page).getByRole('img', { name: 'QR code of the link' });
  const read = async (): Promise<string | undefined> => {
    const png = (await code.screenshot()).toString('base64');
    const { data, width, height } = await page.evaluate(async (base64) => {
      const image = new Image();
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      image.src = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
      await image.decode();
      const { naturalWidth: width, naturalHeight: height } = image;
      const pen = new OffscreenCanvas(width, height).getContext('2d') as OffscreenCanvasRenderingContext2D;
      pen.drawImage(image, 0, 0);
      return { data: [...pen.getImageData(0, 0, width, height).data], width, height };
    }, png);
    return jsQR(Uint8ClampedArray.from(data), width, height)?.data;
  };
  const link = dialog(page).getByRole('textbox', { name: 'Link' });
  expect(await link.inputValue()).toContain('ratio=0.6');
  await expect.poll(read).toBe(await link.inputValue());
  await dialog(page).getByRole('checkbox', { name: 'Model and backend' }).check();
  expect(await link.inputValue()).toContain('hide=model');
  await expect.poll(read).toBe(await link.inputValue());
});
