/** A tab of WebKitGTK's own small browser on a screen of its own, by the W3C's WebDriver: https://www.w3.org/TR/webdriver2/ */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect } from '@playwright/test';
import { type Opened, savedIn, WINDOW } from './browser';
import type { Role, Tab } from './tab';

/** Elements that can have a role: WebDriver finds no elements by their roles, but says what they are called. */
const SELECTORS: Record<Role, string> = {
  button: 'button',
  dialog: 'dialog',
  region: 'section',
  slider: '[type=range]',
  status: 'output, [role=status]',
  tab: '[role=tab]',
};

/** https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS: Record<string, string> = {
  ArrowRight: '\uE014',
};

type Element = Record<string, string>;

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, 'localhost', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });

/** An X server, and the number of its display. */
async function startScreen(): Promise<{ screen: ChildProcess; display: string }> {
  const screen = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = await new Promise<string>((resolve) =>
    screen.stdio[3]?.once('data', (number: Buffer) => resolve(`:${number.toString().trim()}`)),
  );
  return { screen, display };
}

/** Opens a browser of its own, with all that drives it. */
export async function openWebKit(proxy: string): Promise<Opened> {
  const home = mkdtempSync(join(tmpdir(), 'webkit-'));
  const { screen, display } = await startScreen();
  const port = await freePort();
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], {
    env: {
      ...process.env,
      HOME: home,
      DISPLAY: display,
      // Of a proxy that WebDriver names the browser takes no notice.
      GIO_USE_PROXY_RESOLVER: 'environment',
      https_proxy: `http://${proxy}`,
      no_proxy: 'localhost',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const complaints: string[] = [];
  for (const stream of [driver.stdout, driver.stderr]) {
    createInterface(stream).on('line', (line) => {
      if (/^CONSOLE .*ERROR/.test(line)) complaints.push(line);
    });
  }
  const send: Send = async (method, path, body) => {
    const response = await fetch(`http://localhost:${port}${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
    const { value } = (await response.json()) as { value: never };
    if (!response.ok) throw new Error(`WebKit, ${path}: ${JSON.stringify(value)}`);
    return value;
  };
  await expect(async () => send('GET', '/status')).toPass();
  const { sessionId } = await send<{ sessionId: string }>('POST', '/session', {
    capabilities: {
      alwaysMatch: {
        acceptInsecureCerts: true,
        timeouts: { script: 120_000, pageLoad: 60_000 },
        'webkitgtk:browserOptions': {
          args: ['--automation', '--enable-write-console-messages-to-stdout=true'],
        },
      },
    },
  });
  const session = `/session/${sessionId}`;
  await send('POST', `${session}/window/rect`, WINDOW);
  return {
    tab: tabOf((method, path, body) => send(method, session + path, body), complaints, home),
    close: async () => {
      await send('DELETE', session);
      driver.kill();
      screen.kill();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

type Send = <Value>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) => Promise<Value>;

function tabOf(send: Send, complaints: string[], home: string): Tab {
  const labelled = async (selector: string, name: string): Promise<string | undefined> => {
    for (const found of await send<Element[]>('POST', '/elements', {
      using: 'css selector',
      value: selector,
    })) {
      const path = `/element/${Object.values(found)[0]}`;
      if ((await send('GET', `${path}/computedlabel`)) === name) return path;
    }
    return undefined;
  };
  /** Its path. */
  const one = async (selector: string, name: string): Promise<string> => {
    let path: string | undefined;
    await expect(async () => {
      path = await labelled(selector, name);
      expect(path, `${selector} named ${name}`).toBeDefined();
    }).toPass({ timeout: 30_000 });
    return path as string;
  };
  return {
    complaints,
    goto: (url) => send('POST', '/url', { url }),
    reload: () => send('POST', '/refresh', {}),
    evaluate: async (run, argument) => {
      const script = `const [argument, done] = arguments;
        (async () => (${run})(argument))().then((value) => done({ value }), (error) => done({ error: String(error) }))`;
      const said = await send<{ value: never; error?: string }>('POST', '/execute/async', {
        script,
        args: [argument ?? null],
      });
      if (said.error) throw new Error(said.error);
      return said.value;
    },
    text: async (role, name) => send('GET', `${await one(SELECTORS[role], name)}/property/textContent`),
    click: async (role, name) => send('POST', `${await one(SELECTORS[role], name)}/click`, {}),
    press: async (role, name, ...keys) => {
      const text = keys.map((key) => KEYS[key] ?? key).join('');
      await send('POST', `${await one(SELECTORS[role], name)}/value`, { text });
    },
    choose: async (name, ...paths) =>
      send('POST', `${await one('[type=file]', name)}/value`, { text: paths.join('\n') }),
    saved: (act) => savedIn(home, act),
  };
}
