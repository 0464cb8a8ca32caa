import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWorkbook } from '../../functions/adapters/xlsx/read-workbook.ts';
import { removeDistrict } from '../support/bulletin-district.ts';
import { makeDistrict, type RosterRow, reportPath } from '../support/district.ts';
import { fillReport, rightReport } from '../support/fill-report.ts';
import { type SmtpServer, serveSmtp } from '../support/smtp-server.ts';
import { typeSetting } from '../support/type-setting.ts';
import { lineIn } from './in-process-line.ts';

const row: RosterRow = { code: '371311001', name: '示例第一小学' };
const silent: RosterRow = { code: '371311002', name: '示例第二小学' };
const password = 'Mima-7f3a9c';
const child = '欧阳小明';
const phone = '13905397788';

/** Everything that a program of ours said, in order. */
const said: string[] = [];
let district = '';
let servers: SmtpServer[] = [];

async function say(env: Record<string, string>, ...args: string[]): Promise<void> {
  const { stdout, stderr } = await lineIn({ MAIL_FROM: 'section@example.cn', ...env }, ...args);
  said.push(`$ ${args[0]}\n${stdout}\n${stderr}`);
}

/** A file of a district as text: a workbook's cells, a letter's decoded parts, else its bytes. */
function textOf(path: string): string {
  const bytes = readFileSync(path);
  if (path.endsWith('.xlsx')) {
    const opened = readWorkbook(bytes);
    return opened.ok ? JSON.stringify(opened.workbook.sheets.map(({ cells }) => cells)) : '';
  }
  return bytes.toString('utf8');
}

function filesIn(place: string): string[] {
  return readdirSync(place, { recursive: true, encoding: 'utf8' }).filter((name) =>
    statSync(join(place, name)).isFile(),
  );
}

beforeAll(async () => {
  district = makeDistrict([row, silent]);
  await typeSetting(district, '安全科邮箱', 'section@example.cn');
  const refusing = await serveSmtp({ onAuth: (_auth, _session, done) => done(new Error('535 authentication failed')) });
  const taking = await serveSmtp();
  servers = [refusing, taking];
  const to = (server: SmtpServer): string => `smtp://user:${password}@127.0.0.1:${server.port}`;
  const [bad, good] = [to(refusing), to(taking)];
  const away = `smtp://user:${password}@127.0.0.1:9`;
  await say({ SMTP_URL: bad }, 'run', district, '--json', '--now', '2018-09-03T09:00');
  const told = `学生${child}（电话${phone}）被打，学校已处理。`;
  await fillReport(
    reportPath(district, row),
    { ...rightReport, monthlyReport_handledDesc: told, monthlyReport_handlingText: told },
    new Date('2018-09-20T15:00+08:00'),
  );
  for (const [url, now] of [
    [bad, '2018-09-20T16:00'],
    [away, '2018-09-21T09:00'],
    [good, '2018-09-26T09:30'],
  ] as const)
    await say({ SMTP_URL: url }, 'run', district, '--json', '--now', now);
  const at = ['--now', '2018-09-26T10:00'];
  for (const url of [bad, away, good, `smtp://user:${password}@`, `${password}`]) {
    await say({ SMTP_URL: url }, 'doctor', district, '--mail-to', 'a@example.cn', ...at);
    await say({ SMTP_URL: url }, 'doctor', district, '--alarm', '--json', ...at);
    await say({ SMTP_URL: url }, 'remind', district, '--json', ...at);
  }
  for (const figure of ['2018-09/handledDesc', '2018-09/handlingText', '2018-09/incidents'])
    await say({}, 'explain', district, figure, '--json', ...at);
  await say({}, 'preview', district, ...at);
  await say({}, 'bulletin', district, '--json', '--period', '2018-09', ...at);
  await say({}, 'backup', district, '--json', ...at);
  await say({}, 'validate', district, '--json', ...at);
}, 120_000);
afterAll(async () => {
  for (const server of servers) await server.close();
  removeDistrict(district);
});

describe('what a district’s programs say and write', () => {
  it('holds no password of the mail server, whatever is wrong with it', () => {
    expect(said.length).toBeGreaterThan(20);
    for (const text of said) expect(text).not.toContain('程序出错');
    // Each fault was met, and told.
    for (const fault of [/授权码|密码/, /连不上|连接/, /SMTP_URL/])
      expect(said.filter((text) => fault.test(text))).not.toEqual([]);
    for (const text of said) expect(text).not.toContain(password);
    for (const name of filesIn(resolve(district, '..')))
      expect(readFileSync(join(district, '..', name)).includes(password), name).toBe(false);
  });

  it('holds no child’s name or telephone: they stay in the school’s own folder, and in the backup of it', () => {
    for (const marker of [child, phone]) {
      for (const text of said) expect(text).not.toContain(marker);
      const holding = filesIn(resolve(district, '..')).filter((name) =>
        textOf(join(district, '..', name)).includes(marker),
      );
      expect(holding.length).toBeGreaterThan(0);
      for (const name of holding) expect(name).toMatch(/(?:^|\/)区\/学校\/371311001 /);
    }
    for (const server of servers)
      for (const bytes of server.arrived) {
        const base64 = bytes.toString('latin1').replace(/[\r\n]/g, '');
        expect(Buffer.from(base64, 'latin1').includes(Buffer.from(child).toString('base64').slice(0, 12))).toBe(false);
      }
  });

  it('holds nothing of a key file that is no good', async () => {
    const path = join(district, '..', 'key.json');
    // A key that cannot sign: nothing leaves the machine.
    const pem = `-----BEGIN PRIVATE KEY-----\n${'KEYKEY99'.repeat(8)}\n-----END PRIVATE KEY-----\n`;
    const key = { type: 'service_account', client_email: 'robot@example.iam.gserviceaccount.com', private_key: pem };
    for (const text of [JSON.stringify(key), `KEYKEY99${JSON.stringify(key)}`, JSON.stringify('KEYKEY99')]) {
      writeFileSync(path, text);
      const env = { GOOGLE_APPLICATION_CREDENTIALS: path, LEDGER_BUCKET: 'ledger-example' };
      for (const command of ['doctor', 'run', 'backup']) {
        const { status, stdout, stderr } = await lineIn(
          env,
          command,
          'google:abcdefghijklmn',
          '--now',
          '2018-09-26T10:00',
        );
        expect(status).toBe(command === 'doctor' ? 1 : 2);
        expect(`${stdout}${stderr}`).toMatch(/密钥/);
        expect(`${stdout}${stderr}`).not.toContain('KEYKEY99');
      }
    }
  }, 60_000);
});
