import { http } from '@google-cloud/functions-framework';
import { shanghaiTime } from '../schemas/time.ts';
import { type Doors, doorsOf } from './doors.ts';

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

registerDoors(
  doorsOf({
    env: process.env,
    now: () => shanghaiTime(Date.now()),
    log: (entry) => console.log(JSON.stringify(entry)),
  }),
);
