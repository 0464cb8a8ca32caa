/** What `init` did to the control workbook: made it, added tabs that it lacked, or found nothing to do. */
export type MadeControl =
  | { readonly is: 'made' | 'exists' }
  | { readonly is: 'completed' | 'beside'; readonly tabs: readonly string[] };

/** What `init` did: the same, and which workbooks of registers apart it made. */
export type Made = MadeControl & { readonly apart: readonly string[] };
