/** The page in another language: picked from the browser, chosen, linked, remembered; and nothing of it in English. */
import { expect, type Page } from '@playwright/test';
import { choosePhotograph, open, settled, slider, test, visit } from './playground';

const LATIN_SENTENCE = /[A-Za-z]{3,} [a-z]{2,} [a-z]{2,}/;

/** Every word that is seen or spoken. */
const wordsOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const spoken = ['aria-label', 'title', 'alt', 'placeholder', 'aria-roledescription', 'aria-valuetext'];
    const said = [...document.querySelectorAll('body *')].flatMap((element) =>
      spoken.flatMap((name) => element.getAttribute(name) ?? []),
    );
    return [document.title, ...document.body.innerText.split('\n'), ...said].filter(Boolean);
  });

test('I choose Chinese, and every word of the page is Chinese, where I am and in every view', async ({
  page,
}) => {
  await open(page);
  const menu = page.getByRole('combobox', { name: 'Language' });
  await menu.selectOption('简体中文');
  await expect(page.getByRole('slider', { name: '掩码率' })).toBeVisible();
  await expect(page.getByRole('combobox', { name: '语言' })).toBeFocused();
  await expect(page).toHaveTitle('MAE 游乐场');
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
  await settled(page);
  const foreign: string[] = [];
  const look = async () => {
    for (const words of await wordsOn(page)) if (LATIN_SENTENCE.test(words)) foreign.push(words);
  };
  for (const view of ['滑动对比', '误差', '步骤', '并排']) {
    await page.getByRole('radio', { name: view, exact: true }).check({ force: true });
    await look();
  }
  for (const tab of await page.getByRole('tab').all()) {
    await tab.click();
    await settled(page);
    await look();
  }
  await page.getByRole('tab', { name: '单张图片' }).click();
  for (const button of ['保存', '分享', '关于', '更多模型']) {
    await page.getByRole('button', { name: button, exact: true }).click();
    await look();
    await page.keyboard.press('Escape');
  }
  await page.getByRole('button', { name: '课程' }).click();
  const cards = page.getByRole('combobox', { name: '卡片' });
  for (const name of await cards.getByRole('option').allInnerTexts()) {
    await cards.selectOption(name);
    await page.getByRole('region', { name: '课程' }).getByRole('radio').first().check();
    await look();
  }
  // BibTeX, HTML and the facts for developers are what they are in every language.
  const known =
    /^(@|\s*(title|author|year|journal|url|note|booktitle)\s*=|<|Mozilla|Browser:|Model:|Runs:|Page:)|arXiv|CC0|CC BY|Masked Autoencoders/;
  expect([...new Set(foreign)].filter((words) => !known.test(words))).toEqual([]);
  await page.getByRole('button', { name: '关闭课程' }).click();
  await page.getByRole('combobox', { name: '语言' }).selectOption('English');
  await expect(page.getByRole('slider', { name: 'Mask ratio' })).toBeVisible();
});

test('nothing is lost when I change the language: my photograph, my mask and what went wrong', async ({
  page,
}) => {
  await open(page);
  await page.getByRole('button', { name: 'Half a fig' }).click();
  await slider(page).fill('60');
  await settled(page);
  await choosePhotograph(page, {
    name: 'notes.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from('no picture'),
  });
  await expect(page.getByRole('alert')).toContainText('“notes.txt”');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await expect(page.getByRole('alert')).toContainText('“notes.txt”不是');
  await expect(page.getByRole('slider', { name: '掩码率' })).toHaveValue('60');
  await expect(page.getByRole('button', { name: '半个无花果' })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('combobox', { name: '语言' }).selectOption('en');
  await expect(page.getByRole('alert')).toContainText('is not a picture');
});

test('a link that says the language opens in it, and one that says none leaves mine', async ({ page }) => {
  await page.goto('./#lang=zh-CN&ratio=0.5');
  await settled(page);
  await expect(page.getByRole('slider', { name: '掩码率' })).toHaveValue('50');
  await page.getByRole('button', { name: '分享' }).click();
  await expect(page.getByRole('textbox')).toHaveValue(/lang=zh-CN/);
  await page.keyboard.press('Escape');
  await page.goto('./#ratio=0.6');
  await expect(page.getByRole('slider', { name: '掩码率' })).toHaveValue('60');
  await page.goto('./#lang=en&ratio=0.7');
  await expect(page.getByRole('slider', { name: 'Mask ratio' })).toHaveValue('70');
  await page.goto('./#lang=xx&ratio=0.7');
  await expect(page.getByRole('alert')).toContainText('lang');
});

visit('my language and my theme are there again when I come back', async ({ page }) => {
  await page.goto('./');
  await page.getByRole('combobox', { name: 'Theme' }).selectOption('Dark');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await expect(page.getByRole('combobox', { name: '主题' })).toHaveValue('dark');
  await page.goto('./');
  await expect(page.getByRole('combobox', { name: '主题' })).toHaveValue('dark');
  const background = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  expect(await background()).toBe('rgb(19, 20, 22)');
  await page.getByRole('combobox', { name: '主题' }).selectOption('浅色');
  await expect.poll(background).toBe('rgb(250, 249, 247)');
});

test('a browser that asks for Chinese gets it, and one that asks for a language the page has not gets English', async ({
  browser,
  baseURL,
}) => {
  for (const [locale, name] of [
    ['zh-TW', '掩码率'],
    ['fr-FR', 'Mask ratio'],
  ]) {
    const context = await browser.newContext({ baseURL, locale });
    const page = await context.newPage();
    await page.goto('./#view=triplet');
    await expect(page.getByRole('slider', { name })).toBeVisible();
    await context.close();
  }
});

test('where the words cannot be loaded a sentence says so, and the page goes on as it was', async ({
  page,
}) => {
  await open(page);
  await page.route(/zh-[\w-]+\.js/, (route) => route.abort());
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh-CN');
  await expect(page.getByRole('alert')).toContainText('简体中文');
  await expect(page.getByRole('combobox', { name: 'Language' })).toHaveValue('en');
});
