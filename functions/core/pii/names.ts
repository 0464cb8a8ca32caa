import { afterName, givenCharacters, notNames, wordsAfterName } from './name-words.ts';
import { type Surname, surnameAt } from './surnames.ts';

/** A name at a place; `sure` where surname and given name both look like nothing else. */
export interface Name {
  readonly start: number;
  readonly end: number;
  readonly sure: boolean;
  /** True where the given name is two characters that parents choose, whatever the surname may also mean. */
  readonly chosen: boolean;
}

const han = /\p{Script=Han}/u;
/** 张某, 李××, 王女士, 刘老师, 陈家村: no one's name, or nobody's full one. */
const noGiven =
  /^(?:[某×xX*＊○〇的了们老校主同姓氏医警教局科处队站所村镇乡区县市路街庄]|先生|女士|家[村庄里长属人访]|书记|某|班|年级|各|阿姨|叔叔|师傅|奶奶|爷爷|妈妈|爸爸)/;

/** True where nothing that could go on the name stands at a place. */
export function endsBefore(text: string, at: number): boolean {
  const next = text[at] ?? '';
  return !han.test(next) || afterName.has(next) || wordsAfterName.has(text.slice(at, at + 2));
}

/** The name that begins at a place, its end told by what follows; undefined where none does. */
export function nameFrom(text: string, start: number): Name | undefined {
  const surname = surnameAt(text, start);
  if (!surname) return undefined;
  const first = start + surname.length;
  if (isStockName(text, start)) return { start, end: first + 1, sure: true, chosen: false };
  const begun = text[first] ?? '';
  if (afterName.has(begun) && !givenCharacters.has(begun)) return undefined;
  return nameTo(text, start, givenEnd(text, first));
}

/** Where a given name ends that begins at a place: after one character or two. */
function givenEnd(text: string, first: number): number {
  const second = text[first + 1] ?? '';
  const fits = givenCharacters.has(second) && !wordsAfterName.has(text.slice(first + 1, first + 3));
  // 若 and 承 are in names and begin words too: what follows them tells.
  if (endsBefore(text, first + 1) && !(fits && endsBefore(text, first + 2))) return first + 1;
  if (givenCharacters.has(second) || endsBefore(text, first + 2)) return first + 2;
  return first + 1;
}

/** The same with its end known; undefined where the characters are no name. */
export function nameTo(text: string, start: number, end: number): Name | undefined {
  const surname = surnameAt(text, start);
  if (!surname) return undefined;
  const given = text.slice(start + surname.length, end);
  if (given.length < 1 || given.length > 2 || noGiven.test(given)) return undefined;
  const characters = [...given];
  if (!characters.every((character) => han.test(character) && !/[某×]/.test(character))) return undefined;
  const doubled = characters.length === 2 && characters[0] === characters[1];
  const chosen = doubled || characters.every((character) => givenCharacters.has(character));
  if (notNames.has(text.slice(start, start + 3))) return undefined;
  const wordBegins = notNames.has(text.slice(start, start + 2));
  // 周一 is a day, 周一帆 a child: so much must fit, and nothing may go on after it.
  if (wordBegins && !(chosen && given.length === 2 && surname.weight !== 'doubtful' && endsBefore(text, end)))
    return undefined;
  if (chosen) {
    const sure = surname.weight === 'pure' || (surname.weight === 'usual' && !wordBegins);
    return { start, end, sure, chosen: given.length === 2 && !wordBegins && !isWord(given) };
  }
  return believedAnyway(text, surname, characters, end) ? { start, end, sure: false, chosen: false } : undefined;
}

/** True for two characters that are a word, although a name could be made of them. */
export function isWord(text: string): boolean {
  return notNames.has(text) || wordsAfterName.has(text);
}

function believedAnyway(text: string, { weight }: Surname, given: readonly string[], end: number): boolean {
  const half = given.length === 2 && given.some((character) => givenCharacters.has(character));
  const fits = weight === 'pure' || (weight === 'usual' && half);
  return fits && !given.some((character) => afterName.has(character)) && endsBefore(text, end);
}

/** 张三, 李四, 王五: invented by the writer, or by the parents. */
export function isStockName(text: string, start: number): boolean {
  return /^[张李王赵钱孙][三四五六七八九](?![十百千年班级个名天次元月日点岁])/.test(text.slice(start, start + 3));
}

/** True where a whole cell holds one person's name and nothing else. */
export function isWholeName(text: string): boolean {
  const trimmed = text.trim();
  const name = nameFrom(trimmed, 0);
  return name !== undefined && name.end === trimmed.length;
}
