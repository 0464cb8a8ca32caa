/** What an operator got wrong or must see to: one clear line on stderr, exit status 2, nothing changed. */
export class OperatorError extends Error {
  override readonly name = 'OperatorError';
}

/** Somebody else holds the district's lease. */
export class LeaseHeld extends OperatorError {}

/** The ledger grew between reading it and taking the lease: the plan is stale, plan again. */
export class LedgerMoved extends Error {
  override readonly name = 'LedgerMoved';
}

/** Somebody asked the program to end in the middle of a run: what was begun is finished, nothing more is begun. */
export class Stopped extends Error {
  override readonly name = 'Stopped';
}
