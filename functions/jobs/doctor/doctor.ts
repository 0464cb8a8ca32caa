import type { School } from '../../../schemas/roster.ts';
import { isMailAddress } from '../../../schemas/settings.ts';
import { tree } from '../../../schemas/tree.ts';
import { localDate, unknownYear } from '../../core/calendar.ts';
import { unfillableRows } from '../../core/obligations/due.ts';
import { refusalWords } from '../../core/refusal-words.ts';
import type { Check, Premises, World } from '../../world.ts';
import { calendarOf, type District, handedOutPeriods, schoolsOf } from '../district.ts';
import { mailLimits, postedToday } from '../letters/mail-limits.ts';
import { isWaiting } from '../letters/waiting-letters.ts';
import { isNotShared } from '../not-shared.ts';
import { checkApart } from './apart.ts';
import { checkBackup } from './backup-age.ts';
import { checkLedger } from './check-ledger.ts';
import { checkOwed } from './owed.ts';
import { checkProtections } from './protections.ts';
import { checkRetention } from './retention.ts';
import { checkAccess } from './sharing.ts';

/** What is wrong with a district's settings, calendar, addresses, ledger, files and place, and what to do about it. */
export async function doctor(world: World, district: District, premises: Premises): Promise<readonly Check[]> {
  const rights = await premises.access();
  return [
    ...checkSettings(district),
    ...checkRoster(world, district),
    ...checkCalendar(world, district),
    ...(await checkFiles(world)),
    ...(await checkPost(world, district)),
    ...checkLetters(world),
    ...(await checkLedger(world)),
    ...checkBackup(world),
    ...(world.ledger.lost ? [] : await checkOwed(world, district)),
    ...(await premises.inspect(world.now)),
    ...checkAccess(rights, district),
    ...(await checkApart(world, district, rights)),
    ...(await checkProtections(world, premises)),
    ...(await checkRetention(world, district, premises)),
  ];
}

const ok = (what: string): Check => ({ is: 'ok', what, todo: '' });
const warn = (what: string, todo: string): Check => ({ is: 'warn', what, todo });
const bad = (what: string, todo: string): Check => ({ is: 'bad', what, todo });

function checkSettings({ settings }: District): Check[] {
  const { sectionEmail, trial, mailFrom } = settings;
  return [
    sectionEmail === ''
      ? warn('设置里的“安全科邮箱”是空的。', '填上以后，急信、通报草稿才有地方发，学校才能直接回信。')
      : ok('安全科邮箱已填写。'),
    trial ? warn('“试运行”是“是”：所有邮件只发给安全科。', '正式使用时改为“否”。') : ok('正式发信，不是试运行。'),
    mailFrom === ''
      ? warn('“发件人”是空的，邮件会署 anxiao@localhost。', '填写单位的邮箱地址。')
      : ok('发件人已填写。'),
  ];
}

function checkRoster(world: World, district: District): Check[] {
  const period = handedOutPeriods(world).at(-1);
  const schools = period === undefined ? district.roster : schoolsOf(district, period);
  const unreachable = schools.filter(({ liaisonEmail }) => !isMailAddress(liaisonEmail));
  return [
    ok(`学校名册有 ${district.roster.length} 所学校。`),
    unreachable.length === 0
      ? ok('每所学校的联络人都有邮箱。')
      : warn(
          `${unreachable.length} 所学校的联络人没有邮箱：${unreachable.map(({ name }) => name).join('、')}。`,
          '逾期时要打电话；在学校名册补上邮箱。',
        ),
    ...checkSharing(world, schools),
  ];
}

/** Nothing to say where folders are not shared at all. */
function checkSharing(world: World, schools: readonly School[]): Check[] {
  const refused = schools.flatMap(({ code, name, liaisonEmail, backupEmail, principalEmail }) =>
    [liaisonEmail, backupEmail, principalEmail]
      .filter((address) => isNotShared(world, code, address))
      .map((address) => `${name} ${address}`),
  );
  return refused.length === 0
    ? []
    : [
        bad(
          `${refused.length} 个邮箱打不开学校的文件夹：${refused.join('、')}。`,
          '多半不是 Google 账号：在学校名册换一个 Google 账号的邮箱，或把“报送方式”写成“邮件”。',
        ),
      ];
}

function checkCalendar(world: World, district: District): Check[] {
  const year = unknownYear(localDate(world.now), district.holidays);
  const unfillable = unfillableRows(calendarOf(world, district));
  return [
    ...unfillable.map((what) => warn(what, '在区级设置里把两处改成一样。')),
    year === undefined
      ? ok('今后六十天的放假安排都知道。')
      : warn(
          `${year} 年的放假安排还不知道，暂按周一至周五和固定节日计算。`,
          '在区级设置的“节假日”补录国务院公布的安排。',
        ),
  ];
}

async function checkFiles(world: World): Promise<Check[]> {
  const files = await world.store.listReports();
  const handedOut = world.ledger.state.reports.size;
  const master = await world.store.stamp(tree.master);
  const inbox = await world.store.listInbox();
  const link = await world.store.linkTo(tree.master);
  return [
    files.length === 0 && handedOut > 0
      ? bad('“学校”文件夹里一份报表也没有。', '可能是共享盘没有连上。')
      : ok(`发过 ${handedOut} 份报表，文件夹里有 ${files.length} 个工作簿。`),
    master === undefined
      ? warn('还没有总表。', '运行 anxiao run 生成。')
      : ok(link === undefined ? '总表在。' : `总表在 ${link} 。`),
    inbox.length > 0
      ? warn(`收件箱里有 ${inbox.length} 份报表没有归档。`, '运行 anxiao take-in，看它说为什么。')
      : ok('收件箱是空的。'),
  ];
}

/** Whether letters could go now, without sending one. */
async function checkPost(world: World, district: District): Promise<Check[]> {
  const { check } = world.mailer;
  if (!check) return [ok('没有设置发信服务器（环境变量 SMTP_URL）：信都存进“发件箱”，没有寄出。')];
  const { ok: isOk, said } = await check();
  const { perMinute, perDay } = mailLimits(world, district);
  const posted = postedToday(world);
  const limits = [[perMinute, '每分钟'] as const, [perDay, '每天'] as const]
    .map(([count, per]) => (count === 0 ? `${per}不限` : `${per}最多 ${count} 封`))
    .join('，');
  return [
    isOk ? ok(`${said}。`) : bad(`${said}。`, '按上面说的检查 SMTP_URL；没有发出的信都留着，下次运行会再发。'),
    perDay > 0 && posted >= perDay
      ? warn(
          `今天已经发了 ${posted} 封，到了上限（${limits}）。`,
          '其余的信明天再发；要多发，在设置里改“每天最多发信”。',
        )
      : ok(`今天发了 ${posted} 封；${limits}。`),
  ];
}

function checkLetters(world: World): Check[] {
  const letters = [...world.ledger.state.letters.values()];
  const waiting = letters.filter(isWaiting);
  const marked = [...world.ledger.state.addresses];
  return [
    waiting.length > 0
      ? warn(
          `${waiting.length} 封邮件还没有发出：${waiting[0]?.note ?? ''}`,
          '下次运行会再发；一直发不出请检查 SMTP_URL。',
        )
      : ok('没有等着发的邮件。'),
    marked.length > 0
      ? warn(
          `${marked.length} 个邮箱联系异常：${marked.map(([address, { said }]) => `${address}（${refusalWords(said)}）`).join('、')}。`,
          '打电话问对的邮箱，在学校名册改正。',
        )
      : ok('没有联系异常的邮箱。'),
  ];
}
