import type { Finding } from '../../../schemas/finding.ts';
import type { Form } from '../../../schemas/form.ts';
import { explanationPlaces } from '../explanations.ts';
import type { MasterRow } from './master-view.ts';

/** What the school wrote about a finding; empty where it wrote nothing. */
export function explanationOf(forms: readonly Form[], row: MasterRow, { form, field }: Finding): string {
  const declared = forms.find(({ key }) => key === form);
  const place = declared && explanationPlaces(declared).get(`${form}_${field}`);
  return (place && row.explanations[place]) || '';
}

/** Queries nobody has explained: what the section judges. Those that were explained are not among the findings. */
export function openQueries({ findings }: MasterRow): Finding[] {
  return findings.map(({ finding }) => finding).filter(({ severity }) => severity === 'query');
}
