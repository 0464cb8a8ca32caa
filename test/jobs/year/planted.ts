import type { Ledger, Mailer, World } from '../../../functions/world.ts';
import type { LedgerEvent } from '../../../schemas/events.ts';
import type { Chance } from '../../support/chance.ts';
import type { Planted } from './live-year.ts';

/** A fault that a program could have, and how the judge must call it. */
export interface Mutation {
  readonly fault: string;
  readonly calledBy: RegExp;
  readonly planted: Planted;
  /** How long it takes to show; four months where nothing is said. */
  readonly months?: number;
}

const deliverWith =
  (change: (chance: Chance, post: Mailer, ...letter: Parameters<Mailer['deliver']>) => ReturnType<Mailer['deliver']>) =>
  (post: Mailer, chance: Chance): Mailer => ({ ...post, deliver: (letter) => change(chance, post, letter) });

const ladder = (row: number, column: number, value: string | number): Planted => ({
  typedOver: { cells: { 催报阶梯: [[row, column, value]] } },
});

/** Programs that break one promise each, now and then. */
export const mutations: readonly Mutation[] = [
  {
    fault: 'says that it sent what it did not send',
    calledBy: /was not told/,
    planted: {
      mailer: deliverWith(async (chance, post, letter) =>
        chance.one(30) ? { state: 'sent', where: 'nowhere' } : post.deliver(letter),
      ),
    },
  },
  {
    fault: 'sends a letter twice',
    calledBy: /told twice/,
    planted: {
      mailer: deliverWith(async (chance, post, letter) => {
        const delivery = await post.deliver(letter);
        return delivery.state === 'sent' && chance.one(30) ? post.deliver(letter) : delivery;
      }),
    },
  },
  {
    fault: 'forgets that it sent a letter',
    calledBy: /told twice/,
    planted: { job: onLedger((event, nth) => event.type !== 'letterSent' || nth % 25 > 0) },
  },
  {
    fault: 'does not write down that it is about to send',
    calledBy: /no run claimed|told twice/,
    planted: { job: onLedger((event, nth) => event.type !== 'letterClaimed' || nth % 25 > 0) },
  },
  {
    fault: 'writes in the evening',
    calledBy: /outside humane hours/,
    planted: { typedOver: { settings: { 发信时段结束: '21:00' } } },
  },
  {
    fault: 'writes a minute too early',
    calledBy: /outside humane hours/,
    planted: { typedOver: { settings: { 发信时段开始: '08:29' } } },
  },
  {
    fault: 'stops a minute too early',
    calledBy: /was not told/,
    planted: { typedOver: { settings: { 发信时段结束: '17:29' } } },
  },
  {
    fault: 'reminds a school that has reported',
    calledBy: /a school that had reported/,
    planted: {
      job: (work) => async (world, district, dryRun) => {
        const report = [...world.ledger.state.reports.values()].findLast(({ accepted }) => accepted);
        const { accepted } = report ?? {};
        delete report?.accepted;
        try {
          return await work(world, district, dryRun);
        } finally {
          if (report && accepted) report.accepted = accepted;
        }
      },
    },
  },
  {
    fault: 'takes every refusal for the address’s fault',
    calledBy: /marked bad|was not told/,
    planted: {
      mailer: deliverWith(async (_chance, post, letter) => {
        const delivery = await post.deliver(letter);
        if (delivery.state !== 'deferred') return delivery;
        const badAddresses = letter.to.map((address) => ({ address, said: '' }));
        return { state: 'refused', why: delivery.why, badAddresses };
      }),
    },
  },
  {
    fault: 'reminds a day too late before the deadline',
    calledBy: /was not told|where 1 is due/,
    planted: ladder(1, 2, 2),
  },
  { fault: 'reminds a day too early', calledBy: /where undefined is due/, planted: ladder(1, 2, 4) },
  { fault: 'reminds a day too late after the deadline', calledBy: /was not told/, planted: ladder(3, 2, 2) },
  { fault: 'counts calendar days for working days', calledBy: /of rung \d where/, planted: ladder(4, 3, '自然日') },
  { fault: 'sends a rung that is stale', calledBy: /of rung 1 where 2 is due/, planted: ladder(2, 6, '否') },
  { fault: 'leaves the principal out', calledBy: /was not told/, planted: ladder(3, 4, '联络人') },
  {
    fault: 'reminds of 四个落实 that are there',
    calledBy: /what is done or not due/,
    months: 12,
    planted: {
      job: (work) => async (world, district, dryRun) => {
        const reports = [...world.ledger.state.reports.values()].filter(({ notInPlace }) => notInPlace === 0);
        for (const report of reports) report.notInPlace = 1;
        try {
          return await work(world, district, dryRun);
        } finally {
          for (const report of reports) report.notInPlace = 0;
        }
      },
    },
  },
  {
    fault: 'takes 年度总结 for due a day later',
    calledBy: /was not told.*annualSummary|where \d is due.*annualSummary/,
    planted: { typedOver: { cells: { 报送事项: [[3, 3, '09-26']] } } },
  },
  {
    fault: 'names another school',
    calledBy: /a letter that names/,
    planted: {
      mailer: (post) => ({
        ...post,
        compose: (letter, ...rest) => post.compose({ ...letter, text: `${letter.text}示例第001小学` }, ...rest),
      }),
    },
  },
  {
    fault: 'sends a letter again in other words',
    calledBy: /in other words/,
    planted: {
      mailer: deliverWith(async (chance, post, letter) =>
        post.deliver({ ...letter, bytes: Buffer.concat([letter.bytes, Buffer.from(`${chance.below(1000)}`)]) }),
      ),
    },
  },
  {
    fault: 'hands a letter in for somebody else',
    calledBy: /somebody else/,
    planted: {
      mailer: deliverWith(async (chance, post, letter) =>
        post.deliver(chance.one(30) ? { ...letter, to: ['somebody@else.example'] } : letter),
      ),
    },
  },
  {
    fault: 'lets urgent matters wait for the morning',
    calledBy: /was not told.*urgent/,
    planted: {
      job: (work) => async (world, district, dryRun) =>
        /T(?:09|1[0-6])/.test(world.now) ? work(world, district, dryRun) : [],
    },
  },
];

function onLedger(keeps: (event: LedgerEvent, nth: number) => boolean): NonNullable<Planted['job']> {
  let nth = 0;
  return (work) => (world, district, dryRun) => {
    const { ledger } = world;
    const append: Ledger['append'] = (events) =>
      ledger.append(
        events.filter((event) => {
          nth += 1;
          return keeps(event, nth);
        }),
      );
    return work({ ...world, ledger: withAppend(ledger, append) } satisfies World, district, dryRun);
  };
}

function withAppend(ledger: Ledger, append: Ledger['append']): Ledger {
  return new Proxy(ledger, {
    get: (target, name) => {
      if (name === 'append') return append;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
