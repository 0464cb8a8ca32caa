import type { Chance } from '../../support/chance.ts';
import type { Disposition, Fault, Treatment } from '../../support/in-memory/mail-server.ts';

/** How the mail server is disposed on a day. */
export type Weather = (typeof weathers)[number];

const weathers = [
  'fine',
  'greylisting',
  'down',
  'busy',
  'wrongPassword',
  'wantsLogin',
  'flaky',
  'policy',
  'sender',
  'spam',
  'muffled',
  'quota',
] as const;

/** Mostly fine; else anything. */
export function anyWeather(chance: Chance): Weather {
  return chance.below(100) < 80 ? 'fine' : chance.pick(weathers);
}

const refuses = (
  is: 'refusesRecipient' | 'refusesSender' | 'refusesLetter',
  fault: Fault,
  says: string,
): Treatment => ({ is, fault, says });

/** A mail server under a sky that changes: `today` is told each day. */
export function serverUnder(
  chance: Chance,
  dead: ReadonlySet<string>,
): Disposition & { today(weather: Weather): void } {
  let weather: Weather = 'fine';
  let letters = 0;
  const greeted = new Set<string>();
  return {
    today: (now) => {
      if (now !== weather) greeted.clear();
      weather = now;
      letters = 0;
    },
    connection: () => {
      switch (weather) {
        case 'down':
          return { code: 'ECONNREFUSED', reply: undefined };
        case 'busy':
          return { code: 'EPROTOCOL', reply: { code: 421, text: '421 4.3.2 Too busy' } };
        case 'wrongPassword':
          return { code: 'EAUTH', reply: { code: 535, text: '535 5.7.8 Authentication failed' } };
        default:
          return undefined;
      }
    },
    letter: (to) => {
      letters += 1;
      switch (weather) {
        case 'greylisting':
          if (greeted.has(to)) break;
          greeted.add(to);
          return refuses('refusesRecipient', 'passing', '450 4.2.0 Greylisted');
        case 'wantsLogin':
          return refuses('refusesSender', 'sender', '530 5.7.0 Authentication required');
        case 'flaky':
          if (chance.one(3)) return { is: chance.pick(['takesUnheard', 'breaksAmid', 'breaksBefore'] as const) };
          break;
        case 'policy':
          return refuses('refusesRecipient', 'sender', '550 5.7.1 Rejected by policy');
        case 'sender':
          return refuses('refusesSender', 'sender', '553 5.7.1 Sender address rejected');
        case 'spam':
          return refuses('refusesLetter', 'sender', '554 5.7.1 Looks like spam');
        case 'muffled':
          return refuses('refusesRecipient', 'unclear', '550 Mail refused');
        case 'quota':
          if (letters > 5) return refuses('refusesRecipient', 'passing', '452 4.2.1 Too much for today');
          break;
      }
      if (dead.has(to.toLowerCase())) return refuses('refusesRecipient', 'address', '550 5.1.1 No such user');
      return chance.one(80) ? oneFault(chance) : { is: 'takes' };
    },
  };
}

function oneFault(chance: Chance): Treatment {
  return chance.pick<Treatment>([
    { is: 'takesUnheard' },
    { is: 'breaksAmid' },
    { is: 'breaksBefore' },
    refuses('refusesRecipient', 'passing', '451 4.3.0 Try again later'),
    refuses('refusesLetter', 'passing', '452 4.3.1 Insufficient storage'),
    refuses('refusesLetter', 'letter', '552 5.3.4 Message too big'),
  ]);
}
