import { ask, type Reply } from './processes.ts';

/** A request as Cloud Scheduler sends it: the time it is meant for is the same however often it comes. */
export interface Due {
  readonly door: string;
  readonly district: string;
  /** ISO, in UTC as the platform writes it. */
  readonly scheduledFor: string;
}

/** Delivers once, whatever the answer. */
export function deliver(port: number, { door, district, scheduledFor }: Due, authorization?: string): Promise<Reply> {
  return ask(port, `/${door}`, JSON.stringify({ district }), {
    headers: {
      'user-agent': 'Google-Cloud-Scheduler',
      'x-cloudscheduler': 'true',
      'x-cloudscheduler-jobname': `anxiao-${door}`,
      'x-cloudscheduler-scheduletime': scheduledFor,
      ...(authorization === undefined ? {} : { authorization }),
    },
  });
}

/** Delivers so many times at once, and whatever was not done again until it is, as a schedule with retries does. */
export async function deliverAtLeastOnce(port: number, due: Due, times = 1): Promise<readonly Reply[]> {
  const first = await Promise.all(Array.from({ length: times }, () => deliver(port, due)));
  const replies = [...first];
  for (const { status } of first) {
    let again = status;
    for (let attempt = 0; again !== 200 && attempt < 5; attempt += 1) {
      const reply = await deliver(port, due);
      replies.push(reply);
      again = reply.status;
    }
  }
  return replies;
}
