/** Raised whenever a rule changes: reports judged by an older edition are judged again from the ledger. */
export const rulesEdition = 3;
