import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { getTestServer } from '@google-cloud/functions-framework/testing';
import { doorsOf } from '../../functions/doors.ts';
import { registerDoors } from '../../functions/index.ts';

/** Serves the functions by a clock that a test sets (the file CLOCK holds the time); says its port in the first line. */
registerDoors(
  doorsOf({
    env: process.env,
    now: () => readFileSync(process.env.CLOCK ?? '', 'utf8'),
    log: (entry) => console.log(JSON.stringify(entry)),
  }),
);

const server = getTestServer('anxiao').listen(0, '127.0.0.1', () => {
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port }));
});
