import type { Check, World } from '../../world.ts';
import type { District } from '../district.ts';
import { senderOf } from './post.ts';

/** Sends a test by the road of all letters, and says what the server answered. The ledger does not hear of it. */
export async function sendTestLetter(world: World, district: District, to: string): Promise<Check> {
  const key = `doctor/${world.now}`;
  const subject = '安校测试信';
  const text = '这是安校的测试信：收到它，说明发信没有问题。';
  const letter = { key, items: [key], to: [to], subject, text, html: `<p>${text}</p>` };
  const { bytes } = await world.mailer.compose(letter, senderOf(world, district), world.now);
  const delivery = await world.mailer.deliver({ key, to: [to], subject, bytes, at: world.now });
  // A test is sent once: the promise that goes with other letters is not its own.
  if (delivery.state !== 'sent')
    return {
      is: 'bad',
      what: `测试信没有发出：${delivery.why.replace(/；?下次运行会自动再发。$/, '')}`,
      todo: '核对 SMTP_URL 和收件地址。',
    };
  if (!world.mailer.check)
    return { is: 'ok', what: `给 ${to} 的测试信存在 ${delivery.where}，没有寄出：没有设置 SMTP_URL。`, todo: '' };
  return { is: 'ok', what: `测试信已发给 ${to}，服务器答复 ${delivery.where}。`, todo: '' };
}
