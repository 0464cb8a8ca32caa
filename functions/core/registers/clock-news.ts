import type { Section, SectionRow } from '../../../schemas/registers/sections.ts';
import { isApart, ownAddress } from './apart.ts';
import type { ClockState } from './clocks.ts';
import type { Matter } from './matters.ts';
import { addressOf } from './owner.ts';

const lights = { 绿: 'green', 黄: 'yellow', 红: 'red' } as const;

/** A clock that runs. */
export type RunningClock = ClockState &
  Required<Pick<ClockState, 'from' | 'due' | 'warnsOn'>> & { readonly light: keyof typeof lights };

/** Whoever is told of clocks: a section at its own address, 安全科 for one that has none, 责任督学 of a school. */
export interface ClockReader {
  readonly address: string;
  readonly is: '科室' | '安全科' | '责任督学';
  /** Of a section its name, of 责任督学 the person's; may be empty. */
  readonly name: string;
  /** What is told is for this reader alone: nobody else gets a letter in which it stands, nor one in its place. */
  readonly apart: boolean;
}

/** A clock of a row and one of those who are told of it. */
export interface ClockNews {
  /** `clock/<register>/<row>/<clock>/<green|yellow|red>/<due>/<address>`: told once, and anew once its day was moved. */
  readonly item: string;
  readonly matter: Matter;
  readonly state: RunningClock;
  readonly reader: ClockReader;
}

/** Where sections' letters go. */
export interface Addresses {
  readonly sections: readonly SectionRow[];
  readonly sectionEmail: string;
}

/** Every clock that runs, with each who is told of it and has an address; worst first: the longest overdue, then the next due. */
export function clockNews(matters: readonly Matter[], addresses: Addresses): readonly ClockNews[] {
  return matters
    .flatMap((matter) =>
      matter.clocks.filter(isRunning).flatMap((state) =>
        readersOf(matter, state, addresses).map((reader) => ({
          item: itemOf(matter, state, reader.address),
          matter,
          state,
          reader,
        })),
      ),
    )
    .sort((a, b) => (a.state.due < b.state.due ? -1 : a.state.due > b.state.due ? 1 : 0));
}

/** True for a clock whose light is on. */
export function isRunning(state: ClockState): state is RunningClock {
  return state.light === '绿' || state.light === '黄' || state.light === '红';
}

function readersOf(matter: Matter, { clock }: ClockState, addresses: Addresses): readonly ClockReader[] {
  const { owner, school } = matter;
  const { sections, sectionEmail } = addresses;
  if (isApart(matter)) {
    const own = ownAddress(owner, sections, sectionEmail);
    return own === '' ? [] : [{ address: own, is: '科室', name: owner, apart: true }];
  }
  const address = addressOf(owner, sections, sectionEmail);
  const section: ClockReader = { address, is: hasOwn(owner, sections) ? '科室' : '安全科', name: owner, apart: false };
  const inspector: ClockReader = {
    address: school?.inspectorEmail ?? '',
    is: '责任督学',
    name: school?.inspector ?? '',
    apart: false,
  };
  const readers = clock.copies === '责任督学' ? [section, inspector] : [section];
  // An inspector of that very section hears of it once.
  return readers.filter(
    (reader, index) =>
      reader.address !== '' &&
      readers.findIndex((other) => other.address.toLowerCase() === reader.address.toLowerCase()) === index,
  );
}

/** True where a section has an address of its own. */
function hasOwn(section: Section, rows: readonly SectionRow[]): boolean {
  return (rows.findLast((row) => row.section === section)?.email ?? '') !== '';
}

function itemOf({ register, entry }: Matter, { clock, light, due }: RunningClock, address: string): string {
  const row = entry.key.replaceAll('/', '_');
  return `clock/${register.key}/${row}/${clock.key}/${lights[light]}/${due}/${address.toLowerCase()}`;
}
