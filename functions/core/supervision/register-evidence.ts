import { dayTitle } from '../../../schemas/periods.ts';
import { flashes, opinions, petitions } from '../../../schemas/registers/cases.ts';
import { textAt } from '../../../schemas/registers/entry.ts';
import type { Register } from '../../../schemas/registers/register.ts';
import type { School } from '../../../schemas/roster.ts';
import { addDays } from '../calendar.ts';
import { says } from '../registers/clocks.ts';
import type { Matter } from '../registers/matters.ts';
import { type Evidence, ownerFor } from './evidence.ts';
import { sourceOf } from './place.ts';

/** What people registered and nobody found untrue: each letter or visit, each flash report, and several at once. */
export function registerEvidence(matters: readonly Matter[]): readonly Evidence[] {
  const of = (register: Register): readonly Told[] =>
    matters.flatMap((matter) => {
      const { school, entry } = matter;
      if (matter.register.key !== register.key || !school || says(entry, register.untrue)) return [];
      return [{ matter, school, date: textAt(entry, 'date') }];
    });
  const letters = of(petitions);
  return [
    ...marked(letters).map(({ told, mark }) => alone('petition', '群众来信来访', told, mark)),
    ...marked(of(flashes)).map(({ told, mark }) => alone('flash', '重大', told, mark)),
    ...[...Map.groupBy([...of(opinions), ...letters], ({ school }) => school.code).values()].flatMap(severalAtOnce),
  ];
}

interface Told {
  readonly matter: Matter;
  readonly school: School;
  readonly date: string;
}

/** 编号 is often given later: what tells a row from others is its school, its day, and its turn on that day. */
function marked(rows: readonly Told[]): readonly { readonly told: Told; readonly mark: string }[] {
  const seen = new Map<string, number>();
  return rows.map((told) => {
    const day = `${told.school.code}/${told.date}`;
    const turn = (seen.get(day) ?? 0) + 1;
    seen.set(day, turn);
    return { told, mark: turn === 1 ? told.date : `${told.date}.${turn}` };
  });
}

function alone(kind: 'petition' | 'flash', trigger: '群众来信来访' | '重大', told: Told, mark: string): Evidence {
  const { matter, school, date } = told;
  const verified = textAt(matter.entry, 'verified');
  return {
    kind,
    mark,
    school,
    trigger,
    owner: matter.owner,
    from: date,
    through: date,
    why: `${dayTitle(date)}登记了${matter.register.name}一件，${verified === '' ? '还没有写核实结果' : `核实：${verified}`}。`,
    sources: [sourceOf(matter)],
    linked: [textAt(matter.entry, 'linked')],
  };
}

/** 舆情 and 信访 together, within so many days. */
const withinDays = 30;

function severalAtOnce(rows: readonly Told[]): readonly Evidence[] {
  const found: Evidence[] = [];
  let left = [...rows].sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  for (let [first] = left; first; [first] = left) {
    const until = addDays(first.date, withinDays);
    const together = left.filter(({ date }) => date <= until);
    left = left.slice(together.length);
    if (together.length > 1) found.push(several(first, together));
  }
  return found;
}

function several(first: Told, together: readonly Told[]): Evidence {
  const last = together.at(-1) ?? first;
  const names = [...Map.groupBy(together, ({ matter }) => matter.register.name)];
  const counts = names.map(([name, rows]) => `${name} ${rows.length} 件`).join('、');
  const days = first.date === last.date ? dayTitle(first.date) : `${dayTitle(first.date)}—${dayTitle(last.date)}`;
  return {
    kind: 'reports',
    mark: first.date,
    school: first.school,
    trigger: '社会反映强烈',
    owner: ownerFor(first.school),
    from: first.date,
    through: last.date,
    why: `${withinDays} 天以内登记了 ${together.length} 件（${days}：${counts}），没有查明不属实。`,
    sources: together.map(({ matter }) => sourceOf(matter)),
    linked: together.map(({ matter }) => textAt(matter.entry, 'linked')),
  };
}
