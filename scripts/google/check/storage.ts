import { bucketOf } from '../../../functions/adapters/google/bucket-storage.ts';
import { OperatorError } from '../../../functions/operator-error.ts';
import type { Bench } from './bench.ts';
import { type Fact, type Probed, probed, stop, untried } from './fact.ts';

const once: Fact = {
  what: '台账的一个编号只能写一次',
  otherwise: `两次运行可能写乱台账。请只在一台电脑上运行，不要同时开两个。${stop}`,
};
const guarded: Fact = {
  what: '别人换过的内容，不会被旧的盖掉',
  otherwise: `两次运行可能同时改一个区。请只在一台电脑上运行，不要同时开两个。${stop}`,
};
const listed: Fact = {
  what: '刚写的台账马上能列出来，并按名字排好',
  otherwise: `下一次运行可能看不到上一次的结果。${stop}`,
};
const kept: Fact = {
  what: '存储桶留着旧版本，误删、误改都找得回',
  otherwise: '在 Cloud Storage 控制台打开这个桶的“保护 → 对象版本控制”。',
};

/** What the ledger's bucket does with expectations that come true and that do not. */
export async function probeStorage(
  { connection, root, folder }: Bench,
  bucketName: string,
): Promise<readonly Probed[]> {
  if (bucketName === '') throw new OperatorError('请设置环境变量 LEDGER_BUCKET：写台账所在的存储桶的名字。');
  const { storage, send, roots } = connection;
  const prefix = `${root}/try-${folder}/`;
  const place = { bucket: bucketName, prefix, ...(roots.storage === undefined ? {} : { rootUrl: roots.storage }) };
  const bucket = bucketOf(storage, send, place);
  const made = await bucket.create('b', Buffer.from('一'));
  const twice = await bucket.create('b', Buffer.from('二'));
  await bucket.create('a', Buffer.from('零'));
  const names = (await bucket.list('')).map(({ name }) => name);
  const renewed = await bucket.replace('b', Buffer.from('三'), made ?? '');
  const stale = await bucket.replace('b', Buffer.from('四'), made ?? '');
  const text = (await bucket.read('b'))?.bytes.toString();
  const { items = [] } = await send({
    quota: 'storage',
    again: 'harmless',
    send: () => storage.objects.list({ bucket: bucketName, prefix, versions: true, fields: 'items(name,generation)' }),
  });
  const old = items.some(({ generation }) => generation === made);
  for (const { name, generation } of await bucket.list('')) await bucket.remove(name, generation);
  return [
    probed(once, made !== undefined && twice === undefined),
    probed(guarded, renewed !== undefined && stale === undefined && text === '三'),
    probed(listed, names.join() === 'a,b', names.join('、')),
    old ? probed(kept, true) : untried(kept, '看不到旧版本'),
  ];
}
