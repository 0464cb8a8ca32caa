import type { Panel, PanelGroup, PanelItem } from '../shared/panel.ts';

/** The global functions of the script, by name: what they return comes to the success handler. */
type Calls = Readonly<Record<string, ((...values: readonly string[]) => void) | undefined>>;

/** What Google puts into the page. */
interface Runner {
  withSuccessHandler(done: (answer: Panel | undefined) => void): Runner;
  withFailureHandler(failed: () => void): Runner & Calls;
}
declare const google: { readonly script: { readonly run: Runner } };

const main = document.getElementById('panel') as HTMLElement;

/** Elements are made and filled with text, never with markup. */
function element(name: string, className: string, ...content: readonly (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...content);
  return made;
}

function itemOf({ head, body, tone, code, goTo }: PanelItem): HTMLElement {
  const words = [element('b', '', head), element('span', '', body)];
  if (code !== undefined) words.push(element('small', '', code));
  if (goTo === undefined) return element('li', '', element('div', `item ${tone}`, ...words));
  const button = element('button', `item ${tone}`, ...words);
  button.addEventListener('click', () => {
    run(() => undefined).goTo?.(goTo);
  });
  return element('li', '', button);
}

function groupOf({ title, items }: PanelGroup): readonly HTMLElement[] {
  return [element('h2', '', title), element('ul', '', ...items.map(itemOf))];
}

function run(done: (answer: Panel | undefined) => void): Calls {
  return google.script.run.withSuccessHandler(done).withFailureHandler(() => {
    main.replaceChildren(element('p', '', '没有连上表格。请关掉侧栏，稍后从菜单再打开一次；表里填的内容不受影响。'));
  });
}

function draw(panel: Panel | undefined): void {
  if (!panel) return;
  const buttons = panel.buttons.map(({ words, call }) => {
    const button = element('button', 'do', words);
    button.addEventListener('click', () => {
      button.setAttribute('disabled', '');
      // The button goes with what it stood under: whoever works by keyboard is at the top of the new list.
      main.focus();
      ask(call);
    });
    return button;
  });
  main.replaceChildren(
    ...panel.lead.map((words) => element('p', '', words)),
    ...panel.groups.flatMap(groupOf),
    ...buttons,
  );
}

function ask(call: string): void {
  run(draw)[call]?.();
}

ask(document.body.dataset.call ?? '');
