import { subscribe } from 'node:diagnostics_channel';
import type { Server } from 'node:http';
import { http } from '@google-cloud/functions-framework';
import { shanghaiTime } from '../schemas/time.ts';
import { type DoorResponse, type Doors, doorsOf, refusalOf } from './doors.ts';

/** Registers one HTTP function a job, and `anxiao`, which serves them all by path (`/validate`, `/run` …). */
export function registerDoors(doors: Doors): void {
  for (const [name, door] of Object.entries(doors)) http(name, door);
  http('anxiao', async (request, response) => {
    const name = request.path.replace(/^\/|\/$/g, '');
    const door = Object.hasOwn(doors, name) ? doors[name] : undefined;
    if (door) await door(request, response);
    else
      response.status(404).json({
        error: `没有这个功能：${request.path}。可用：${Object.keys(doors)
          .map((it) => `/${it}`)
          .join(' ')}`,
      });
  });
}

const answering = new WeakSet<object>();

/**
 * The framework reads a request's body before it calls a function, answers what it cannot read with a stack, and logs it
 * as it came. It offers no way to say otherwise; so its application gets a last handler as its server's first request comes.
 */
subscribe('http.server.request.start', (message) => {
  for (const application of (message as { server: Server }).server.listeners('request')) {
    if (!('use' in application) || typeof application.use !== 'function' || answering.has(application)) continue;
    answering.add(application);
    // Four parameters are how the application knows a handler of errors.
    application.use((error: unknown, _request: unknown, response: DoorResponse, _next: unknown) => {
      const { status, document } = refusalOf(error);
      response.status(status).json(document);
    });
  }
});

registerDoors(
  doorsOf({
    env: process.env,
    now: () => shanghaiTime(Date.now()),
    log: (entry) => console.log(JSON.stringify(entry)),
  }),
);
