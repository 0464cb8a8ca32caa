import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const types = resolve(import.meta.dirname, '../../../node_modules/@types/google-apps-script');

interface Declared {
  readonly members: Set<string>;
  readonly parents: readonly string[];
}

let known: Map<string, Declared> | undefined;

/** Every interface of the service's declarations by `Namespace.Name`, with its own members. */
function declared(): Map<string, Declared> {
  if (known) return known;
  known = new Map();
  for (const file of readdirSync(types).filter((name) => name.endsWith('.d.ts'))) {
    let namespace = '';
    let open: { readonly indent: string; readonly declared: Declared } | undefined;
    for (const line of readFileSync(join(types, file), 'utf8').split('\n')) {
      namespace = /^\s*(?:export |declare )?namespace (\w+) \{/.exec(line)?.[1] ?? namespace;
      const [, indent = '', name, parents = ''] =
        /^(\s*)(?:export )?interface (\w+)(?:<[^>]*>)?(?: extends ([\w.,\s]+))? \{/.exec(line) ?? [];
      if (name !== undefined) {
        const at = `${namespace}.${name}`;
        const declared = known.get(at) ?? {
          members: new Set<string>(),
          parents: parents.split(',').flatMap((it) => (it.trim() === '' ? [] : [qualified(namespace, it.trim())])),
        };
        known.set(at, declared);
        open = line.trimEnd().endsWith('}') ? undefined : { indent, declared };
      } else if (open && line.startsWith(`${open.indent}}`)) open = undefined;
      else if (open) {
        const member = /^\s+(?:readonly )?(\w+)\??\s*[(:<]/.exec(line)?.[1];
        if (member !== undefined) open.declared.members.add(member);
      }
    }
  }
  return known;
}

function qualified(namespace: string, name: string): string {
  return name.includes('.') ? name : `${namespace}.${name}`;
}

/** What the real service has at a type of its declarations, `Spreadsheet.Sheet`; throws for a type it does not declare. */
export function membersOf(type: string): ReadonlySet<string> {
  const found = declared().get(type);
  if (!found) throw new Error(`the service declares no ${type}`);
  return new Set([...found.members, ...found.parents.flatMap((parent) => [...membersOf(parent)])]);
}
