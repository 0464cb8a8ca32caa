import { createHash } from 'node:crypto';
import type { ApiAnswer, ApiRequest } from './api.ts';
import { disabledApi, faultAnswer } from './fault-answers.ts';
import type { Api } from './http.ts';

/** What `--faults` takes; printed by `--help`. */
export const faultHelp = `SPEC is a list with commas. NAME=SHARE hits that share (0 to 1) of the requests, each request by one at most:
  429, 500, 502, 503   that status, with Google's body
  html                 a page instead of JSON: "We're sorry..." with 429 from Drive, 502 from the others
  rate403              Drive's 403 userRateLimitExceeded; the other APIs, which have none, answer 429
  drop                 the connection breaks before the request is applied
  dropAfter            it breaks after the request was applied
  slow                 the answer is late by slowMs (default 2000)
These are always so:
  storageQuotaExceeded robots cannot create or copy into a My Drive
  disabled             the Sheets API is not enabled; disabled=drive: the Drive API
And:
  slowMs=N             how late "slow" is, in milliseconds
  seed=N               another sequence of hits (default 1); the same requests meet the same faults again
  storage              Cloud Storage is hit as well as Sheets and Drive
Only robots (callers ending in .gserviceaccount.com) meet faults; people do not.`;

/** What happens to one request instead of, before or after its being applied. */
export type Fault =
  | { readonly kind: 'answer'; readonly answer: ApiAnswer }
  | { readonly kind: 'drop' | 'dropAfter' }
  | { readonly kind: 'slow'; readonly milliseconds: number };

/** The faults of one emulator. */
export interface Faults {
  readonly storageQuotaExceeded: boolean;
  /** The fault that a request meets, if any. */
  draw(api: Api, request: ApiRequest): Fault | undefined;
}

const kinds = ['429', '500', '502', '503', 'html', 'rate403', 'drop', 'dropAfter', 'slow'] as const;
type Kind = (typeof kinds)[number];
const flags: readonly string[] = ['storageQuotaExceeded', 'disabled', 'storage'];

/** Reads a SPEC (see `faultHelp`); throws a RangeError that names the wrong part. */
export function parseFaults(spec: string): Faults {
  const shares = new Map<Kind, number>();
  const settings = new Map<string, string>([
    ['slowMs', '2000'],
    ['seed', '1'],
  ]);
  for (const part of spec
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)) {
    const [name = '', value = ''] = part.split('=');
    const kind = kinds.find((each) => each === name);
    if (kind !== undefined) shares.set(kind, share(part, value));
    else if (settings.has(name) && /^\d+$/.test(value)) settings.set(name, value);
    else if (flags.includes(name) && ['', ...(name === 'disabled' ? ['sheets', 'drive'] : [])].includes(value))
      settings.set(name, value);
    else throw new RangeError(`unknown fault: ${part}`);
  }
  if ([...shares.values()].reduce((sum, each) => sum + each, 0) > 1)
    throw new RangeError('the shares add up to more than 1');
  const random = generator(Number(settings.get('seed')));
  const disabled = settings.has('disabled') ? settings.get('disabled') || 'sheets' : undefined;

  return {
    storageQuotaExceeded: settings.has('storageQuotaExceeded'),
    draw(api, request) {
      if (!request.caller.endsWith('.gserviceaccount.com')) return undefined;
      if (api === disabled) return { kind: 'answer', answer: disabledApi(api) };
      if (api === 'storage' && !settings.has('storage')) return undefined;
      const kind = pick(shares, random());
      if (kind === 'slow') return { kind, milliseconds: Number(settings.get('slowMs')) };
      if (kind === undefined || kind === 'drop' || kind === 'dropAfter') return kind && { kind };
      return { kind: 'answer', answer: faultAnswer(kind, api, request) };
    },
  };
}

function share(part: string, value: string): number {
  const number = Number(value);
  if (value !== '' && number >= 0 && number <= 1) return number;
  throw new RangeError(`not a share from 0 to 1: ${part}`);
}

function pick(shares: ReadonlyMap<Kind, number>, drawn: number): Kind | undefined {
  let upTo = 0;
  for (const [kind, share] of shares) {
    upTo += share;
    if (drawn < upTo) return kind;
  }
  return undefined;
}

/** Numbers from 0 to 1, the same ones for the same seed. */
function generator(seed: number): () => number {
  let count = 0;
  return () => createHash('sha256').update(`${seed} ${++count}`).digest().readUInt32BE(0) / 2 ** 32;
}
