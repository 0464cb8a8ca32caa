import {
  actsLikeChild,
  doneToChild,
  followsAlias,
  followsChild,
  followsStaff,
  leadsToChild,
  leadsToStaff,
  opensClause,
} from './name-context.ts';
import { givenCharacters } from './name-words.ts';
import { endsBefore, isStockName, isWord, type Name, nameFrom, nameTo } from './names.ts';
import type { Span } from './span.ts';
import { surnameAt } from './surnames.ts';

/** How far around a place its context is looked for. */
const around = 24;

/** Names of children and their families; the school's own staff is named as who it is, and left. */
export function findNames(text: string, ownStaff: ReadonlySet<string>): readonly Span[] {
  const found = new Map<number, number>();
  const take = ({ start, end }: Pick<Name, 'start' | 'end'>): void => {
    found.set(start, Math.max(end, found.get(start) ?? 0));
  };
  const staff = staffNames(text);
  for (let start = 0; start < text.length; start += 1) {
    const name = childAt(text, start, staff) ?? nicknameAt(text, start);
    if (!name || ownStaff.has(text.slice(name.start, name.end))) continue;
    take(name);
    for (const other of listedWith(text, name, staff)) take(other);
    start = name.end - 1;
  }
  if (/[·•]/.test(text)) for (const name of dottedNames(text)) take(name);
  if (found.size === 0) return [];
  return [...withRepeats(text, found)].map(([start, end]) => ({ start, end, kind: 'name' }));
}

function before(text: string, at: number): string {
  return text.slice(Math.max(0, at - around), at);
}

function after(text: string, at: number): string {
  return text.slice(at, at + around);
}

/** Starts of names that stand behind a title, lists included: 成员：…、…. */
function staffNames(text: string): ReadonlySet<number> {
  const starts = new Set<number>();
  for (let start = 0; start < text.length; start += 1) {
    let name = nameFrom(text, start);
    if (!name || !leadsToStaff.test(before(text, start))) continue;
    while (name) {
      starts.add(name.start);
      const separator = /^(?:以及|[、，,和与及 ])/.exec(after(text, name.end));
      name = separator ? nameFrom(text, name.end + separator[0].length) : undefined;
    }
  }
  return starts;
}

function childAt(text: string, start: number, staff: ReadonlySet<number>): Name | undefined {
  const surname = surnameAt(text, start);
  if (!surname) return undefined;
  const marked = [2, 1]
    .map((given) => start + surname.length + given)
    .flatMap((end) => nameTo(text, start, end) ?? [])
    .find(({ end }) => followsChild.test(after(text, end)));
  if (marked) return marked;
  const name = nameFrom(text, start);
  if (!name || staff.has(start)) return undefined;
  const following = after(text, name.end);
  if (followsStaff.test(following) || followsAlias.test(following)) return undefined;
  if (leadsToChild.test(before(text, start))) return isBelieved(text, name) ? name : undefined;
  return actsByItself(text, name) ? name : undefined;
}

function isBelieved(text: string, name: Name): boolean {
  return name.sure || name.chosen || endsBefore(text, name.end);
}

/** Without a word about who it is: a name that looks like nothing else, where a sentence about people begins. */
function actsByItself(text: string, name: Name): boolean {
  const surname = surnameAt(text, name.start);
  if (!surname) return false;
  // A text that is a name and nothing more answers who somebody is: an inspector, a new contact.
  if (name.start === 0 && name.end === text.trimEnd().length) return false;
  const following = after(text, name.end);
  const given = text.slice(name.start + surname.length, name.end);
  if (isWord(given)) return false;
  if (!name.sure) return name.chosen && opensClause.test(before(text, name.start)) && endsBefore(text, name.end);
  if (given.length > 1) return surname.weight === 'pure' || endsBefore(text, name.end) || actsLikeChild.test(following);
  return isStockName(text, name.start)
    ? opensClause.test(before(text, name.start))
    : shortNameActs(text, name, following);
}

/** A given name of one character is believed where somebody does something to somebody, or beside another name. */
function shortNameActs(text: string, name: Name, following: string): boolean {
  const preceding = before(text, name.start);
  if (doneToChild.test(preceding) && /^(?:$|[^\p{Script=Han}]|及其|的|一[拳脚下])/u.test(following)) return true;
  if (!opensClause.test(preceding)) return false;
  const partner = /^(?:与|和|跟|、|同(?![学桌班级宿伴龄样]))/.exec(following);
  if (!partner) return /^(?:被|殴打|欺负|辱骂|打了|打伤|骂了|推了|推倒|踢了|动手)/.test(following);
  const other = nameFrom(text, name.end + partner[0].length);
  return other?.sure === true && !followsStaff.test(after(text, other.end));
}

/** 小明同学, 学生小红, 乐乐小朋友. */
function nicknameAt(text: string, start: number): Name | undefined {
  const first = text[start] ?? '';
  const second = text[start + 1] ?? '';
  const nickname = { start, end: start + 2, sure: true, chosen: false };
  if (!givenCharacters.has(second) || (first !== '小' && first !== second)) return undefined;
  if (isWord(first + second)) return undefined;
  if (surnameAt(text, start + 1)?.weight === 'pure') return undefined;
  if (/^(?:同学(?!会|们|校|科|习)|小朋友)/.test(after(text, start + 2))) return nickname;
  return leadsToChild.test(before(text, start)) && endsBefore(text, start + 2) ? nickname : undefined;
}

/** Names of several parts, 阿依古丽·某: beside a dot, and only where the words around speak of a child. */
function dottedNames(text: string): readonly Name[] {
  return [...text.matchAll(/[·•]/g)].flatMap(({ index }) => {
    const left = /[\p{Script=Han}]{2,7}$/u.exec(before(text, index))?.[0].length ?? 0;
    const right = /^[\p{Script=Han}]{2,7}/u.exec(after(text, index + 1))?.[0].length ?? 0;
    const end = [2, 3, 4, 5]
      .map((length) => index + 1 + length)
      .find((at) => at <= index + 1 + right && endsBefore(text, at));
    const starts = Array.from({ length: Math.max(0, left - 1) }, (_, shorter) => index - left + shorter);
    const led = starts.find((at) => leadsToChild.test(before(text, at)));
    if (end === undefined || left < 2) return [];
    if (led !== undefined) return [{ start: led, end, sure: true, chosen: false }];
    return followsChild.test(after(text, end)) ? [{ start: index - left, end, sure: true, chosen: false }] : [];
  });
}

/** The other names of a list, on both sides of one: 张…、李…和王…. */
function listedWith(text: string, known: Name, staff: ReadonlySet<number>): readonly Name[] {
  const names: Name[] = [];
  let last: Name | undefined = known;
  while (last) {
    const separator: RegExpExecArray | null =
      /^(?:以及|[、和与跟同及/]|[，,](?=[\p{Script=Han}]{2,3}[、和与及，,等]))/u.exec(after(text, last.end));
    const start: number = last.end + (separator?.[0].length ?? 0);
    const next: Name | undefined = separator ? (nameFrom(text, start) ?? listedNickname(text, start)) : undefined;
    last = next && isBelieved(text, next) && !followsStaff.test(after(text, next.end)) ? next : undefined;
    if (last) names.push(last);
  }
  let first: Name | undefined = known;
  while (first) {
    first = nameBefore(text, first.start, staff);
    if (first) names.push(first);
  }
  return names;
}

function listedNickname(text: string, start: number): Name | undefined {
  const second = text[start + 1] ?? '';
  const fits = text[start] === '小' && givenCharacters.has(second) && endsBefore(text, start + 2);
  return fits ? { start, end: start + 2, sure: true, chosen: false } : undefined;
}

function nameBefore(text: string, at: number, staff: ReadonlySet<number>): Name | undefined {
  const separator = /(?:以及|[、和与跟及/])$/.exec(before(text, at));
  if (!separator) return undefined;
  const end = at - separator[0].length;
  for (const length of [4, 3, 2]) {
    const name = nameTo(text, end - length, end);
    if (name?.sure && !staff.has(name.start) && (length > 2 || opensClause.test(before(text, name.start)))) return name;
  }
  return undefined;
}

/** The same name again anywhere, and the given name by itself where it is two characters and no word. */
function withRepeats(text: string, found: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  const all = new Map(found);
  const taken = new Set<number>();
  const cover = (start: number, end: number): void => {
    for (let at = start; at < end; at += 1) taken.add(at);
  };
  for (const [start, end] of found) cover(start, end);
  const repeat = (word: string, fits: (at: number) => boolean): void => {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
      if (taken.has(at) || !fits(at)) continue;
      all.set(at, at + word.length);
      cover(at, at + word.length);
    }
  };
  for (const name of new Set([...found].map(([start, end]) => text.slice(start, end)))) {
    repeat(name, (at) => name.length > 2 || endsBefore(text, at + name.length));
    const given = name.slice(surnameAt(name, 0)?.length ?? name.length);
    if (given.length === 2 && !isWord(given) && [...given].every((character) => givenCharacters.has(character)))
      repeat(given, (at) => !surnameAt(text, at - 1) && endsBefore(text, at + 2));
  }
  return all;
}
