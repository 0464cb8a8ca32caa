import { type Form, fieldTitle } from '../../../schemas/form.ts';
import { findField } from '../../../schemas/forms.ts';

/** The name of a form as people call it; the key where it is unknown (a finding about the whole workbook has none). */
export function formName(forms: readonly Form[], key: string): string {
  return forms.find((form) => form.key === key)?.name ?? key;
}

/** The short name of a blank; the key where the declaration no longer has it. */
export function blankTitle(forms: readonly Form[], form: string, field: string): string {
  const declared = findField(forms, form, field);
  return declared ? fieldTitle(declared) : field;
}
