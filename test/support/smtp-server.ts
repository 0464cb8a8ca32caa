import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

/** An answer of the server: the code first. */
export function reply(line: string): Error {
  return Object.assign(new Error(line.slice(4)), { responseCode: Number(line.slice(0, 3)) });
}

/** What a server does besides taking every letter. */
export type Script = Omit<SMTPServerOptions, 'onData'> & {
  /** The answer after the end of DATA for the nth letter; `drop` breaks the connection instead, `mute` says nothing. */
  readonly afterData?: (nth: number) => string;
  /** True for the nth body that breaks the connection with its first bytes. */
  readonly dropsMidData?: (nth: number) => boolean;
};

/** A real SMTP server on loopback that does as the script says; `close` ends it. */
export async function serveSmtp({
  afterData = () => '250 queued',
  dropsMidData = () => false,
  ...options
}: Script = {}) {
  const arrived: Buffer[] = [];
  const whole: Buffer[] = [];
  const recipients: string[] = [];
  let connections = 0;
  let begun = 0;
  const drop = (): void => {
    for (const { _socket } of server.connections) _socket.destroy();
  };
  const server = new SMTPServer({
    authOptional: true,
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: true,
    disabledCommands: ['STARTTLS'],
    ...options,
    onConnect: (session, done) => {
      connections += 1;
      if (options.onConnect) options.onConnect(session, done);
      else done();
    },
    onRcptTo: (address, session, done) => {
      recipients.push(address.address);
      if (options.onRcptTo) options.onRcptTo(address, session, done);
      else done();
    },
    onData: (stream, _session, done) => {
      const chunks: Buffer[] = [];
      begun += 1;
      const drops = dropsMidData(begun);
      stream.on('error', () => {});
      stream.on('data', (chunk: Buffer) => {
        if (drops) drop();
        chunks.push(chunk);
      });
      stream.on('end', () => {
        // A short letter may be here as a whole already: a server that broke off amid it has not taken it.
        if (drops) return;
        whole.push(Buffer.concat(chunks));
        const answer = afterData(whole.length);
        if (answer === 'drop') return drop();
        if (answer.startsWith('250')) arrived.push(Buffer.concat(chunks));
        if (answer !== 'mute') answer.startsWith('2') ? done(null, answer.slice(4)) : done(reply(answer));
      });
    },
  });
  // A broken connection is what some of these tests are about.
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.server.address() as AddressInfo;
  return {
    port,
    /** Letters that the server said it took. */
    arrived,
    /** Letters that came to their end, whatever the server said then. */
    whole,
    recipients,
    drop,
    close: (): Promise<void> => {
      drop();
      return new Promise<void>((resolve) => server.close(resolve));
    },
    /** Breaks connections the hard way (RST), as a firewall would. */
    reset: (): void => {
      for (const { _socket } of server.connections) _socket.resetAndDestroy();
    },
    open: (): number => server.connections.size,
    get connections() {
      return connections;
    },
  };
}

export type SmtpServer = Awaited<ReturnType<typeof serveSmtp>>;
