import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The way of one process to Google; it is cut at a request, and stays cut: the process is as good as killed. */
export interface MortalWay {
  readonly url: string;
  /** How many requests went through. */
  readonly passed: () => number;
  readonly isDead: () => boolean;
  close(): Promise<void>;
}

/**
 * Passes requests on to `origin` until the `fatal`th (1 is the first), which is applied but not answered where
 * `applied` says so; none after it arrives.
 */
export async function mortalWay(origin: string, fatal: number, applied: boolean): Promise<MortalWay> {
  let count = 0;
  const server = createServer((incoming, outgoing) => {
    count += 1;
    const number = count;
    if (number > fatal || (number === fatal && !applied)) {
      incoming.socket.destroy();
      return;
    }
    const { method, headers, url = '/' } = incoming;
    const onward = request(`${origin}${url}`, { ...(method ? { method } : {}), headers, agent: false }, (answer) => {
      if (number === fatal) {
        answer.resume().on('end', () => incoming.socket.destroy());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => incoming.socket.destroy());
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    passed: () => Math.min(count, fatal),
    isDead: () => count >= fatal,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
