import { createContext, Script } from 'node:vm';
import { type Bundle, bundle } from '../../../scripts/apps-script/bundle.ts';
import type { FakeSpreadsheet } from './fake-spreadsheet.ts';
import { isStrict, strict } from './strict.ts';

let made: Promise<Bundle> | undefined;

/** The bundle as `npm run apps-script:build` makes it, once a test file. */
export function builtBundle(): Promise<Bundle> {
  made ??= bundle();
  return made;
}

export interface Sidebar {
  readonly title: string;
  readonly html: string;
}

export interface FakeMenu {
  readonly name: string;
  readonly items: readonly { readonly words: string; readonly call: string }[];
}

/** The built script at work in a spreadsheet: as bare as Apps Script, and as strict. */
export interface RunningScript {
  readonly sidebars: Sidebar[];
  readonly menus: FakeMenu[];
  /** What people answer when they are asked, in turn; nothing any more is 取消. */
  readonly answers: string[];
  /** What people were asked or told in a dialog. */
  readonly dialogs: string[];
  /** What the script wrote to its log. */
  readonly logged: string[];
  /** Calls a global function as a menu or a page does; what it returns comes as JSON, as over google.script.run. */
  call<T = unknown>(name: string, ...values: readonly unknown[]): T;
  /** Fires a simple trigger: nothing that asks for authorisation may be used. */
  trigger(name: string, event?: unknown): void;
  /** True where a global function of that name is declared. */
  declares(name: string): boolean;
}

/** What came into the language after ES2019: an older engine does not have it. */
const younger = `
  for (const name of ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with'])
    delete Array.prototype[name];
  for (const name of ['at', 'replaceAll', 'matchAll', 'isWellFormed', 'toWellFormed']) delete String.prototype[name];
  for (const name of ['hasOwn', 'groupBy']) delete Object[name];
  delete Map.groupBy;
  for (const name of ['allSettled', 'any', 'withResolvers', 'try']) delete Promise[name];
  for (const name of ['union', 'intersection', 'difference', 'isSubsetOf']) delete Set.prototype[name];
  for (const name of ['WebAssembly', 'BigInt', 'structuredClone', 'Iterator', 'WeakRef', 'SharedArrayBuffer', 'Atomics'])
    delete globalThis[name];
`;

/**
 * Loads the built file into a context with nothing but the language and the services, no code from strings.
 * @param now the clock, ISO with offset
 */
export async function runScript(
  spreadsheet: FakeSpreadsheet,
  { now = '2018-09-26T10:00:00+08:00', code }: { readonly now?: string; readonly code?: string } = {},
): Promise<RunningScript> {
  const context = createContext({}, { codeGeneration: { strings: false, wasm: false } });
  const run = (source: string): unknown => compiled(source).runInContext(context);
  run(younger);
  run(`{ const Real = Date; globalThis.Date = class Date extends Real {
    constructor(...values) { values.length === 0 ? super(${Date.parse(now)}) : super(...values); }
    static now() { return ${Date.parse(now)}; } }; }`);
  const state = { isTrigger: false };
  const sidebars: Sidebar[] = [];
  const menus: FakeMenu[] = [];
  const answers: string[] = [];
  const dialogs: string[] = [];
  const logged: string[] = [];
  Object.assign(context, services(spreadsheet, state, { sidebars, menus, answers, dialogs, logged }));
  run(code ?? (await builtBundle()).code);
  const invoke = (name: string, values: readonly unknown[]): unknown => {
    const called = context[name];
    if (typeof called !== 'function') throw new Error(`the script has no global function ${name}`);
    return called(...values);
  };
  return {
    sidebars,
    menus,
    answers,
    dialogs,
    logged,
    call<T>(name: string, ...values: readonly unknown[]): T {
      const answer = invoke(name, values);
      return answer === undefined ? (undefined as T) : JSON.parse(JSON.stringify(answer));
    },
    trigger(name, event) {
      state.isTrigger = true;
      try {
        invoke(name, event === undefined ? [] : [event]);
      } finally {
        state.isTrigger = false;
      }
    },
    declares: (name) => typeof context[name] === 'function',
  };
}

const scripts = new Map<string, Script>();

function compiled(source: string): Script {
  const script = scripts.get(source) ?? new Script(source);
  scripts.set(source, script);
  return script;
}

type Seen = Pick<RunningScript, 'sidebars' | 'menus' | 'answers' | 'dialogs' | 'logged'>;

function services(spreadsheet: FakeSpreadsheet, state: { isTrigger: boolean }, seen: Seen): Record<string, object> {
  const authorised = (what: string): void => {
    if (state.isTrigger) throw new Error(`You do not have permission to call ${what}`);
  };
  const menu = (name: string): object => {
    const items: { words: string; call: string }[] = [];
    const it: object = strict('Base.Menu', {
      addItem(words: string, call: string) {
        items.push({ words, call });
        return it;
      },
      addSeparator: () => it,
      addToUi() {
        seen.menus.push({ name, items });
      },
    });
    return it;
  };
  const ui = strict('Base.Ui', {
    Button: { OK: 'OK', CANCEL: 'CANCEL' },
    ButtonSet: { OK: 'OK', OK_CANCEL: 'OK_CANCEL' },
    alert(words: string) {
      authorised('Ui.alert');
      seen.dialogs.push(words);
    },
    prompt(title: string, words: string) {
      authorised('Ui.prompt');
      seen.dialogs.push(`${title}：${words}`);
      const typed = seen.answers.shift();
      return strict('Base.PromptResponse', {
        getSelectedButton: () => (typed === undefined ? 'CANCEL' : 'OK'),
        getResponseText: () => typed ?? '',
      });
    },
    createMenu: menu,
    createAddonMenu: () => menu('扩展程序'),
    showSidebar(page: { getTitle(): string; getContent(): string }) {
      authorised('Ui.showSidebar');
      if (!isStrict(page, 'HTML.HtmlOutput')) throw new Error('Invalid argument: userInterface');
      seen.sidebars.push({ title: page.getTitle(), html: page.getContent() });
    },
  });
  return {
    SpreadsheetApp: strict('Spreadsheet.SpreadsheetApp', {
      getActive: () => spreadsheet.service,
      getActiveSpreadsheet: () => spreadsheet.service,
      getUi: () => ui,
    }),
    HtmlService: strict('HTML.HtmlService', {
      createHtmlOutput(html: string) {
        authorised('HtmlService.createHtmlOutput');
        return page(html);
      },
    }),
    Utilities: strict('Utilities.Utilities', { formatDate, getUuid: () => crypto.randomUUID() }),
    console: {
      error: (what: unknown) => seen.logged.push(String(what)),
      log: (what: unknown) => seen.logged.push(String(what)),
    },
  };
}

function page(html: string): object {
  let title = '';
  const it: object = strict('HTML.HtmlOutput', {
    setTitle(words: string) {
      title = words;
      return it;
    },
    getTitle: () => title,
    getContent: () => html,
  });
  return it;
}

/** As Java formats it, for the letters that the script uses; another zone or letter throws. */
function formatDate(date: Date, zone: string, pattern: string): string {
  if (zone !== 'Asia/Shanghai') throw new Error(`the fake formats no dates in ${zone}`);
  const [day = '', time = ''] = new Date(date.getTime() + 8 * 3_600_000).toISOString().split('T');
  if (pattern === 'yyyy-MM-dd') return day;
  if (pattern === 'yyyy-MM-dd HH:mm:ss') return `${day} ${time.slice(0, 8)}`;
  if (pattern === 'yyyy-MM-dd HH:mm') return `${day} ${time.slice(0, 5)}`;
  if (pattern === 'yyyyMMdd-HHmm') return `${day.replaceAll('-', '')}-${time.slice(0, 5).replace(':', '')}`;
  throw new Error(`the fake formats no ${pattern}`);
}
