import type { Finding } from '../../../schemas/finding.ts';
import type { Form } from '../../../schemas/form.ts';
import { layoutOf } from '../../../schemas/layout.ts';
import { isFiller } from '../../../schemas/text.ts';
import type { MasterRow } from '../master-view.ts';

/** Where a school explains a blank: `<form>_<field>` → `<form>_<first key of the row>`. */
export type ExplanationPlaces = ReadonlyMap<string, string>;

/** Which 说明 cell stands in the row of which blank, from the declarations. */
export function explanationPlaces(forms: readonly Form[]): ExplanationPlaces {
  const places = new Map<string, string>();
  for (const form of forms)
    for (const tab of layoutOf(form)) {
      const firstKeys = new Map(tab.explanations.map(({ area, firstKey }) => [area.row, firstKey]));
      for (const { field, input } of tab.fields) {
        const firstKey = firstKeys.get(input.row);
        if (firstKey !== undefined) places.set(`${form.key}_${field.key}`, `${form.key}_${firstKey}`);
      }
    }
  return places;
}

/** What the school wrote about a finding; empty where it wrote nothing. */
export function explanationOf(row: MasterRow, finding: Finding, places: ExplanationPlaces): string {
  const place = places.get(`${finding.form}_${finding.field}`);
  return (place !== undefined && row.explanations[place]) || '';
}

/** Queries nobody has explained yet: what the section judges. Filler such as 无 explains nothing. */
export function openQueries(row: MasterRow, places: ExplanationPlaces): Finding[] {
  return row.findings
    .map(({ finding }) => finding)
    .filter((finding) => finding.severity === 'query' && isFiller(explanationOf(row, finding, places)));
}
