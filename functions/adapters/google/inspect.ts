import type { Check } from '../../world.ts';
import { GoogleFault } from './calls.ts';
import type { Connection } from './connection.ts';

/** A clock that is off by less changes no deadline that people could tell. */
const farOff = 120_000;

/** Identity, clock and the bucket's protection. `now`: the run's clock. */
export async function inspect(connection: Connection, bucketName: string, now: string): Promise<readonly Check[]> {
  return [
    { is: 'ok', what: `在 Google 上的身份是 ${await connection.robot()}，能读区的文件夹和存储桶。`, todo: '' },
    ...(await checkClock(connection, now)),
    await checkVersioning(connection, bucketName),
  ];
}

/** Google's own clock, from the head of its answer. */
async function checkClock({ drive, send }: Connection, now: string): Promise<Check[]> {
  const date = await send({
    quota: 'drive',
    again: 'harmless',
    send: async () => {
      const { headers } = await drive.about.get({ fields: 'user(me)' });
      return { data: new Headers(headers as unknown as Record<string, string>).get('date') ?? '' };
    },
  });
  const theirs = Date.parse(date);
  const ours = Date.parse(now);
  if (Number.isNaN(theirs)) return [];
  const off = Math.round((ours - theirs) / 60_000);
  return [
    Math.abs(ours - theirs) < farOff
      ? { is: 'ok', what: '时钟和 Google 的一致。', todo: '' }
      : {
          is: 'warn',
          what: `这次运行的时钟和 Google 的差 ${Math.abs(off)} 分钟（${off > 0 ? '快' : '慢'}）。`,
          todo: '请校准这台电脑的时钟；截止时间按这里的时钟算。（用 --now 指定了时间的，不必理会。）',
        },
  ];
}

async function checkVersioning({ storage, send }: Connection, bucket: string): Promise<Check> {
  const said = await send({
    quota: 'storage',
    again: 'harmless',
    send: () => storage.buckets.get({ bucket, fields: 'versioning(enabled)' }),
  }).catch((error: unknown) => {
    if (error instanceof GoogleFault) return undefined;
    throw error;
  });
  if (said?.versioning?.enabled === true)
    return { is: 'ok', what: '存储桶开着版本控制：删掉的台账对象能找回。', todo: '' };
  return {
    is: 'warn',
    what: said
      ? '存储桶没有开版本控制：台账的对象一旦删掉就找不回。'
      : '看不到存储桶是否开着版本控制（缺 storage.buckets.get 权限）。',
    todo: `运行 gcloud storage buckets update gs://${bucket} --versioning。`,
  };
}
