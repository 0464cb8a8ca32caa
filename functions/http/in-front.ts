import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Gate } from './gate.ts';

/** What the framework's application does with a request. */
type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** The part of Express that takes a handler of errors: four parameters are how it knows one. */
interface Application extends Listener {
  use(handler: (error: unknown, request: unknown, response: unknown, next: unknown) => void): unknown;
}

/**
 * Puts a gate before the framework's application, and a last handler behind it. The framework reads up to a gibibyte for
 * anybody before it calls a function, answers what it cannot read with a stack, and logs it as it came; it offers no way to
 * say otherwise, and on the platform its server is not ours. So both are put in place as its server's first request comes.
 * @param onFirst called then, once
 */
export function standInFront(
  gate: Gate,
  lastHandler: (error: unknown, response: ServerResponse) => void,
  onFirst: () => void,
): void {
  const seen = new WeakSet<Server>();
  subscribe('http.server.request.start', (message) => {
    const { server } = message as { server: Server };
    if (seen.has(server)) return;
    const [application] = server.listeners('request').filter(isApplication);
    if (!application) return;
    seen.add(server);
    application.use((error, _request, response, _next) => lastHandler(error, response as ServerResponse));
    server.off('request', application);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      gate(request, response, () => application(request, response)).catch((error: unknown) =>
        lastHandler(error, response),
      );
    });
    onFirst();
  });
}

function isApplication(listener: unknown): listener is Application {
  return typeof listener === 'function' && 'use' in listener && typeof listener.use === 'function';
}
