/** The hub of `hub.ts` as a server, with TLS and the origins' rules, and the proxy by which a browser takes it for huggingface.co. */
import { execFileSync } from 'node:child_process';
import { createServer as createProxy, type Server } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { answer, type Hub } from '../hub';

/** Key and certificate in one text, for a day; a browser must be told to believe it. */
const certificate = (): string =>
  execFileSync(
    'openssl',
    [
      ...'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1'.split(' '),
      ...['-subj', '/CN=huggingface.co', '-addext', 'subjectAltName=DNS:huggingface.co'],
      ...['-keyout', '-', '-out', '-'],
    ],
    { encoding: 'utf8', stdio: 'pipe' },
  );

const listening = (server: Server): Promise<number> =>
  new Promise((resolve) =>
    server.listen(0, 'localhost', () => resolve((server.address() as AddressInfo).port)),
  );

/** As the hub's content hosts say it. */
const ORIGINS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'Range',
  'Access-Control-Expose-Headers': 'Accept-Ranges, Content-Range, Content-Type, ETag',
};

export interface HubServer {
  /** host:port of the proxy; it leads to the hub and nowhere else. */
  readonly proxy: string;
  close(): void;
}

export async function serveHub(hub: Hub): Promise<HubServer> {
  const pem = certificate();
  const server = createServer({ key: pem, cert: pem }, async ({ method, url = '/', headers }, response) => {
    if (method === 'OPTIONS') return response.writeHead(204, ORIGINS).end();
    const said = await answer(hub, new URL(url, 'https://huggingface.co').pathname, headers.range);
    response.writeHead(said.status, { ...ORIGINS, ...said.headers }).end(said.body);
  });
  const port = await listening(server);
  const sockets = new Set<Socket>();
  const proxy = createProxy((_, response) => response.writeHead(502).end());
  proxy.on('connect', ({ url }, client: Socket) => {
    if (url !== 'huggingface.co:443') return client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
    const hubs = connect(port, 'localhost', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      hubs.pipe(client).pipe(hubs);
    });
    for (const socket of [client, hubs]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
  });
  return {
    proxy: `localhost:${await listening(proxy)}`,
    close: () => {
      for (const socket of sockets) socket.destroy();
      for (const one of [server, proxy]) {
        one.closeAllConnections();
        one.close();
      }
    },
  };
}
