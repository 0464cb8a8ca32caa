import { membersOf } from './declared-members.ts';

const wrapped = new WeakMap<object, string>();

/**
 * An object of the service as strict as it is: a member that the declarations do not have throws, as does one that the fake
 * has not got (a test then shows what is missing), and nothing can be put on it.
 * @param type `Spreadsheet.Sheet`
 */
export function strict<T extends object>(type: string, members: T): T {
  const declared = membersOf(type);
  for (const name of Object.keys(members))
    if (!declared.has(name)) throw new Error(`the fake has ${type}.${name}, which the service lacks`);
  const proxy = new Proxy(members, {
    get(target, name) {
      if (typeof name === 'symbol') return undefined;
      if (!declared.has(name)) throw new TypeError(`${type} has no member ${name}`);
      if (!Object.hasOwn(target, name)) throw new Error(`the fake lacks ${type}.${name}`);
      return (target as Record<string, unknown>)[name];
    },
    has: (_, name) => typeof name === 'string' && declared.has(name),
    set(_, name) {
      throw new TypeError(`${type}.${String(name)} cannot be set`);
    },
  });
  wrapped.set(proxy, type);
  return proxy;
}

/** True for an object that `strict` made of a type. */
export function isStrict(value: unknown, type: string): boolean {
  return typeof value === 'object' && value !== null && wrapped.get(value) === type;
}
