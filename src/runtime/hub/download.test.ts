import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { download, type Sink } from './download';
import { HubFailed } from './problem';
import type { Offer } from './repository';

const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 7919) % 251));
const sha256 = createHash('sha256').update(content).digest('hex');
const offer: Offer = {
  repository: 'some/model',
  commit: 'abc',
  path: 'model.safetensors',
  bytes: content.length,
  sha256,
  licence: 'mit',
};

/** How the server answers; the requests it had. */
let answer: (request: IncomingMessage, response: ServerResponse, from: number) => void;
let asked: { url?: string; range?: string }[];
let server: Server;
let base: string;

beforeEach(async () => {
  asked = [];
  answer = whole;
  server = createServer((request, response) => {
    const { range } = request.headers;
    asked.push({ url: request.url, range });
    answer(request, response, Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(() => server.close());

/** The rest of the file from a place on, as the hub's content hosts give it. */
function part(response: ServerResponse, from: number, of = content): void {
  response.writeHead(206, {
    'Content-Range': `bytes ${from}-${of.length - 1}/${of.length}`,
    'Content-Length': of.length - from,
  });
}

function whole(_: IncomingMessage, response: ServerResponse, from: number): void {
  part(response, from);
  response.end(content.subarray(from));
}

/** Gives `bytes` of the rest and then hangs up. */
const dropAfter = (bytes: number) => (_: IncomingMessage, response: ServerResponse, from: number) => {
  part(response, from);
  response.write(content.subarray(from, from + bytes), () => setTimeout(() => response.destroy(), 5));
};

class Memory implements Sink {
  isKept = true;
  bytes = Buffer.alloc(0);
  size = () => this.bytes.length;
  write(bytes: Uint8Array, at: number) {
    const longer = Buffer.alloc(Math.max(this.bytes.length, at + bytes.length));
    this.bytes.copy(longer);
    longer.set(bytes, at);
    this.bytes = longer;
  }
  read = (into: Uint8Array, at: number) => this.bytes.copy(into, 0, at);
  truncate(size: number) {
    this.bytes = this.bytes.subarray(0, size);
  }
}

const seen: number[] = [];

function get(sink: Sink, change: Partial<Offer> = {}, signal = new AbortController().signal) {
  seen.length = 0;
  return download({ ...offer, ...change }, sink, {
    signal,
    onBytes: (there) => seen.push(there),
    onCheck: () => {},
    fetch: (url, init) => fetch(String(url).replace('https://huggingface.co', base), init),
    wait: async () => {},
  });
}

const refusal = async (sink: Sink, change: Partial<Offer> = {}): Promise<string> => {
  const error = await get(sink, change).catch((problem) => problem);
  expect(error).toBeInstanceOf(HubFailed);
  return error.message;
};

test('a file comes whole, byte for byte, from the commit that was looked up', async () => {
  const sink = new Memory();
  await get(sink);
  expect(sink.bytes.equals(content)).toBe(true);
  expect(asked).toEqual([{ url: '/some/model/resolve/abc/model.safetensors', range: 'bytes=0-' }]);
  expect(seen.at(-1)).toBe(content.length);
});

test('a connection that is lost again and again goes on where it was, as long as something comes', async () => {
  answer = dropAfter(20_000);
  const sink = new Memory();
  await get(sink);
  expect(sink.bytes.equals(content)).toBe(true);
  expect(asked.length).toBeGreaterThan(10);
  const starts = asked.map(({ range }) => Number(range?.slice('bytes='.length, -1)));
  expect(starts).toEqual(starts.toSorted((a, b) => a - b));
  expect(new Set(starts).size).toBe(starts.length);
});

test('a connection that brings nothing any more is given up, and what came is kept', async () => {
  answer = (request, response, from) => {
    if (from > 0) return response.destroy();
    dropAfter(50_000)(request, response, from);
  };
  const sink = new Memory();
  expect(await refusal(sink)).toMatch(/^The connection was lost\. What has come is kept/);
  sink.isKept = false;
  expect(await refusal(sink)).toMatch(/^The connection was lost\. This browser could not keep what had come/);
  const { length } = sink.bytes;
  expect(length).toBeGreaterThan(0);
  answer = whole;
  await get(sink);
  expect(asked.at(-1)?.range).toBe(`bytes=${length}-`);
  expect(sink.bytes.equals(content)).toBe(true);
});

test('a pause is heard at once, keeps what came, and the rest comes later', async () => {
  const pause = new AbortController();
  answer = (_, response, from) => {
    part(response, from);
    response.write(content.subarray(from, from + 30_000));
  };
  const sink = new Memory();
  const going = get(sink, {}, pause.signal);
  await vi.waitFor(() => expect(sink.size()).toBe(30_000));
  pause.abort(new Error('paused'));
  await expect(going).rejects.toThrow('paused');
  answer = whole;
  await get(sink);
  expect(asked.at(-1)?.range).toBe('bytes=30000-');
  expect(sink.bytes.equals(content)).toBe(true);
});

test('a server without ranges gives the whole file, and begins anew after a loss', async () => {
  let answers = 0;
  answer = (_, response) => {
    answers++;
    response.writeHead(200, { 'Content-Length': content.length });
    if (answers > 1) return response.end(content);
    response.write(content.subarray(0, 40_000), () => setTimeout(() => response.destroy(), 5));
  };
  const sink = new Memory();
  await get(sink);
  expect(answers).toBe(2);
  expect(sink.bytes.equals(content)).toBe(true);
});

test('a file that is not the one that was looked up is refused, whatever gives it away', async () => {
  const longer = Buffer.concat([content, content]);
  for (const give of [
    // Another length, said openly.
    (_: IncomingMessage, response: ServerResponse, from: number) => {
      part(response, from, longer);
      response.end(longer.subarray(from));
    },
    // More than was said.
    (_: IncomingMessage, response: ServerResponse) => {
      response.writeHead(200);
      response.end(longer);
    },
    // It has become shorter than what is there.
    (_: IncomingMessage, response: ServerResponse) => {
      response.writeHead(416);
      response.end();
    },
  ]) {
    answer = give;
    const sink = new Memory();
    sink.write(content.subarray(0, 1000), 0);
    expect(await refusal(sink)).toContain('is not the file that was looked up');
    expect(sink.size()).toBe(0);
  }
});

test('a file that changes in between has another hash, and is deleted', async () => {
  const sink = new Memory();
  sink.write(Buffer.alloc(1000, 1), 0);
  expect(await refusal(sink)).toContain('its SHA-256 is not the hub’s. It was deleted');
  expect(sink.size()).toBe(0);
});

describe('several files', () => {
  const cut = 100_000;
  const files: Record<string, Buffer<ArrayBuffer>> = {
    one: content.subarray(0, cut),
    two: content.subarray(cut),
  };
  const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
  const parts = Object.entries(files).map(([path, bytes]) => ({
    path,
    bytes: bytes.length,
    sha256: hashOf(bytes),
  }));
  const fileOf = ({ url = '' }: IncomingMessage): Buffer<ArrayBuffer> => files[url.split('/').at(-1) ?? ''];
  const give = (request: IncomingMessage, response: ServerResponse, from: number): void => {
    const file = fileOf(request);
    part(response, from, file);
    response.end(file.subarray(from));
  };
  const several = { parts, sha256: undefined };

  test('come one after the other, and go on in the middle of one', async () => {
    answer = give;
    const sink = new Memory();
    sink.write(content.subarray(0, cut + 5), 0);
    await get(sink, several);
    expect(sink.bytes.equals(content)).toBe(true);
    expect(asked).toEqual([{ url: '/some/model/resolve/abc/two', range: 'bytes=5-' }]);
    const fresh = new Memory();
    await get(fresh, several);
    expect(fresh.bytes.equals(content)).toBe(true);
    expect(asked.slice(1).map(({ url }) => url?.split('/').at(-1))).toEqual(['one', 'two']);
  });

  test('lose no more than the one that came damaged, and what lies behind it', async () => {
    answer = give;
    const sink = new Memory();
    sink.write(content.subarray(0, cut), 0);
    sink.write(Buffer.alloc(1000, 1), cut);
    expect(await refusal(sink, several)).toContain('two came damaged: its SHA-256 is not the hub’s.');
    expect(sink.size()).toBe(cut);
    await get(sink, several);
    expect(sink.bytes.equals(content)).toBe(true);
  });

  test('begin one anew, and not all, where the server gives no ranges', async () => {
    answer = (request, response) => {
      response.writeHead(200);
      response.end(fileOf(request));
    };
    const sink = new Memory();
    sink.write(content.subarray(0, cut + 5), 0);
    await get(sink, several);
    expect(sink.bytes.equals(content)).toBe(true);
    expect(asked).toHaveLength(1);
  });
});

test('more than there should be is thrown away before it begins', async () => {
  const sink = new Memory();
  sink.write(Buffer.alloc(content.length + 1), 0);
  await get(sink);
  expect(asked[0].range).toBe('bytes=0-');
  expect(sink.bytes.equals(content)).toBe(true);
});

test('what is not public is asked for in the name of the token’s owner, part for part', async () => {
  const given: (string | undefined)[] = [];
  const fetcher: typeof fetch = async (_, init) => {
    const headers = new Headers(init?.headers);
    given.push(headers.get('Authorization') ?? undefined);
    const from = Number(/\d+/.exec(headers.get('Range') ?? '')?.[0]);
    const part = content.subarray(from, from + 100_000);
    return new Response(new Uint8Array(part), {
      status: 206,
      headers: { 'Content-Range': `bytes ${from}-${from + part.length - 1}/${content.length}` },
    });
  };
  const sink = new Memory();
  await download(offer, sink, {
    signal: new AbortController().signal,
    token: 'hf_secret',
    fetch: fetcher,
    wait: async () => undefined,
    onBytes: () => undefined,
    onCheck: () => undefined,
  });
  expect(sink.bytes.equals(content)).toBe(true);
  expect(given.length).toBeGreaterThan(1);
  expect(new Set(given)).toEqual(new Set(['Bearer hf_secret']));
});

test.each([
  [404, 'The hub has no public model.safetensors in “some/model”.'],
  [403, 'only to people who have asked its owner'],
  [429, 'too many requests'],
  [503, 'The hub answered 503'],
])('status %i is a sentence, and is not asked for again', async (status, words) => {
  answer = (_, response) => {
    response.writeHead(status);
    response.end();
  };
  expect(await refusal(new Memory())).toContain(words);
  expect(asked).toHaveLength(1);
});
