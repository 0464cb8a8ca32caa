import type { School } from '../../../schemas/roster.ts';
import { refusalWords } from '../refusal-words.ts';
import type { LetterView, MasterView } from './master-view.ts';
import { newestFirst } from './newest-first.ts';
import { minuteTitle } from './times.ts';
import type { Todo, TodoGroup } from './todo-group.ts';

/** A letter that is put off for so long does not pass by itself: a person should look, or call. */
const tooLong = 3 * 86_400_000;

/** The post stands still: what concerns every letter comes before what concerns one school. */
export function stoppedPost({ postStopped }: MasterView): TodoGroup {
  return {
    title: '发信停了',
    hint: '没有发出的信都留着，修好以后会自动再发。请管理员检查发信服务器和发信账号',
    sign: '▲',
    tone: 'bad',
    items: postStopped ? [{ say: `从 ${minuteTitle(postStopped.since)} 起：${postStopped.why}` }] : [],
  };
}

/** Addresses that get no letters, and letters that did not arrive for another reason. */
export function letterGroups(view: MasterView): readonly TodoGroup[] {
  return [
    {
      title: '联系异常',
      hint: '这些邮箱收不到信，系统暂时不再发；打电话问对的邮箱，在区级设置改正',
      sign: '▲',
      tone: 'warn',
      items: (view.badAddresses ?? []).flatMap((bad) => badAddress(view, bad)),
    },
    {
      title: '邮件没有送到',
      hint: '邮箱没有问题，信却送不到；有急事请打电话',
      sign: '△',
      tone: 'warn',
      items: undelivered(view),
    },
  ];
}

/** True where mail reaches somebody who fills in a school's report. */
export function isReached({ badAddresses = [] }: MasterView, { liaisonEmail, backupEmail }: School): boolean {
  const bad = new Set(badAddresses.map(({ address }) => address));
  return [liaisonEmail, backupEmail].some((address) => address !== '' && !bad.has(address.toLowerCase()));
}

const roles = [
  ['联络人邮箱', 'liaisonEmail'],
  ['备用邮箱', 'backupEmail'],
  ['校长邮箱', 'principalEmail'],
  ['责任督学邮箱', 'inspectorEmail'],
] as const;

type BadAddress = NonNullable<MasterView['badAddresses']>[number];

/** One line a school: its numbers stand beside it. An address that the register no longer names is nobody's trouble. */
function badAddress(view: MasterView, { address, since, said }: BadAddress): Todo[] {
  const why = `${refusalWords(said)}。${minuteTitle(since)} 被退回，对方的原话：${said}`;
  const ofSchools = schoolsOf(view).flatMap((school) => {
    const titles = roles.filter(([, key]) => school[key].toLowerCase() === address).map(([title]) => title);
    return titles.length === 0 ? [] : [{ school, say: `${titles.join('、')} ${address}：${why}` }];
  });
  const isSection = view.settings.sectionEmail.toLowerCase() === address;
  const section = isSection ? [{ say: `《设置》里的安全科邮箱 ${address}：${why}` }] : [];
  const [first, ...others] = ofSchools;
  if (!first || others.length === 0) return [...section, ...ofSchools];
  // An inspector looks after many schools: once is enough.
  return [...section, { ...first, say: `${first.say}（还有 ${others.length} 校也写着这个邮箱）` }];
}

/** Addresses whose newest letter did not arrive, for another reason than the address. */
function undelivered(view: MasterView): Todo[] {
  const bad = new Set((view.badAddresses ?? []).map(({ address }) => address));
  return [...Map.groupBy(newestFirst(view.letters), ({ to }) => to)].flatMap(([to, letters]) => {
    const [newest] = letters;
    if (!newest || bad.has(to.toLowerCase())) return [];
    const since = newest.state === 'deferred' ? waitingSince(letters) : undefined;
    const isStuck = since !== undefined && Date.parse(view.asOf) - Date.parse(since) >= tooLong;
    if (newest.state !== 'refused' && !isStuck) return [];
    const school = schoolsOf(view).find((it) => to !== '' && roles.some(([, key]) => it[key] === to));
    const waits = since === undefined ? '' : `从 ${minuteTitle(since)} 起一直没有送出。`;
    return [
      { say: [to, `${waits}${newest.note}`].filter((it) => it !== '').join('：'), ...(school ? { school } : {}) },
    ];
  });
}

/** Reminders give way to the next rung's before long: since when none of them arrived. */
function waitingSince(newestLettersFirst: readonly LetterView[]): string | undefined {
  const arrived = newestLettersFirst.findIndex(({ state }) => state === 'sent');
  const since = newestLettersFirst.slice(0, arrived < 0 ? undefined : arrived).flatMap((it) => it.waitingSince ?? []);
  return since.sort((a, b) => Date.parse(a) - Date.parse(b))[0];
}

function schoolsOf({ rows }: MasterView): readonly School[] {
  return [...new Map(rows.map(({ school }) => [school.code, school])).values()];
}
