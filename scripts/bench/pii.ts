import { findPersonal } from '../../functions/core/pii/find-personal.ts';
import { placeholders } from '../../functions/core/pii/redact-text.ts';
import type { PersonalKind } from '../../schemas/reading.ts';
import { withoutPersonal, withPersonal } from '../../test/core/pii-set.ts';
import { median } from './machine.ts';
import { duration, type Line } from './table.ts';

const work = 'personal details in free text';

/** X-PII on the set of the tests: how many of the planted details are taken out whole, by kind, and who is blamed wrongly. */
export async function pii(rounds: number): Promise<readonly Line[]> {
  const recall = (Object.keys(placeholders) as PersonalKind[]).map((kind): Line => {
    const [found, planted] = recallOf(kind);
    return { work, way: `recall, ${kind}`, took: `${found} of ${planted}`, note: percent(found, planted) };
  });
  const blamed = withoutPersonal.filter((text) => findPersonal(text).length > 0).length;
  const all = [...withPersonal.map(({ text }) => text), ...withoutPersonal];
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now();
    for (const text of all) findPersonal(text);
    return (performance.now() - start) / 1000;
  });
  return [
    ...recall,
    {
      work,
      way: 'false alarms, sentences',
      took: `${blamed} of ${withoutPersonal.length}`,
      note: percent(blamed, withoutPersonal.length),
    },
    { work, way: `${all.length} sentences`, took: duration(median(times)) },
  ];
}

function recallOf(kind: PersonalKind): readonly [found: number, planted: number] {
  const hits = withPersonal.flatMap(({ text, details }) => {
    const spans = findPersonal(text);
    return details
      .filter((detail) => detail.kind === kind)
      .map(({ start, end }) => spans.some((span) => span.start === start && span.end === end && span.kind === kind));
  });
  return [hits.filter((hit) => hit).length, hits.length];
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}
