/** What `init` did: made a district, added tabs that a district lacked, or found nothing to do. */
export type Made =
  | { readonly is: 'made' | 'exists' }
  | { readonly is: 'completed' | 'beside'; readonly tabs: readonly string[] };
