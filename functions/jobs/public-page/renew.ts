import type { LedgerEvent } from '../../../schemas/events.ts';
import { tree } from '../../../schemas/tree.ts';
import { periodOf } from '../../core/calendar.ts';
import { contentHash, eventId } from '../../core/event-id.ts';
import type { Decision } from '../../core/public-page/decide.ts';
import { isShown, pageContent } from '../../core/public-page/page-content.ts';
import { planName } from '../../core/public-page/plan-name.ts';
import { publishedBytes } from '../../core/public-page/publication-row.ts';
import type { PublicPageState, PublishedText } from '../../core/public-page/state.ts';
import { publicPage } from '../../letters/public-page.ts';
import type { World } from '../../world.ts';
import type { District } from '../district.ts';
import { noteRun } from '../note-run.ts';
import { keepOurs } from '../put-ours.ts';
import { decisionsOf } from './decisions.ts';
import { changedLines } from './lines.ts';
import { pageEdition } from './seen.ts';

/** Appends what was approved, taken off or newly reported, and draws the page from what the ledger then says. */
export async function renewPublicPage(world: World, district: District): Promise<'written' | 'same' | 'busy'> {
  const { state } = world.ledger;
  const before = { count: state.count, changes: state.publicPage?.changes.length ?? 0 };
  const decisions = decisionsOf(world, district);
  const isBegun = state.publicPage !== undefined || district.settings.planLink !== '';
  // Rows that are held back make no page.
  if (!isBegun && decisions.every(({ is }) => is !== 'publish')) return 'same';
  const events = await eventsOf(world, district, decisions);
  await world.ledger.append(events);
  const { publicPage: page } = state;
  if (!page) return 'same';
  // That a school's newest report names the same telephone is nobody's news.
  if (events.some(({ type }) => type !== 'pageLines') || page.changes.length > before.changes)
    await noteRun(world, before.count, '公开', periodOf(world.now), summaryOf(page, before.changes));
  return draw(world, page);
}

async function eventsOf(
  world: World,
  district: District,
  decisions: readonly Decision[],
): Promise<readonly LedgerEvent[]> {
  const events: LedgerEvent[] = [...officeEvents(world, district)];
  const { now: at } = world;
  for (const decision of decisions) {
    const { number, drafter, reviewer, publishedOn = '' } = decision.row.values;
    if (decision.is === 'publish') {
      const { version, text: said } = decision;
      const { kind, title } = said;
      const text = await world.ledger.attach(publishedBytes(said));
      const id = eventId('pagePublished', number, version, text, at);
      events.push({
        type: 'pagePublished',
        id,
        at,
        number,
        kind,
        title,
        version,
        publishedOn,
        drafter,
        reviewer,
        text,
      });
    }
    if (decision.is === 'withdraw') {
      const { on, hideTitle } = decision;
      const id = eventId('pageWithdrawn', number, on, String(hideTitle), at);
      events.push({ type: 'pageWithdrawn', id, at, number, on, ...(hideTitle ? { hideTitle } : {}) });
    }
  }
  const lines = await changedLines(world, district);
  if (lines.length > 0)
    events.push({ type: 'pageLines', id: eventId('pageLines', JSON.stringify(lines), at), at, lines });
  return events;
}

function officeEvents({ now: at, ledger }: World, { settings }: District): readonly LedgerEvent[] {
  const { campaign, office, officePhone: phone, planLink } = settings;
  const now = { campaign, office, phone, plan: planName(settings), planLink };
  if (JSON.stringify(ledger.state.publicPage?.office) === JSON.stringify(now)) return [];
  return [{ type: 'pageOffice', id: eventId('pageOffice', JSON.stringify(now), at), at, ...now }];
}

function summaryOf({ changes }: PublicPageState, before: number): string {
  const kinds = Map.groupBy(changes.slice(before), ({ change }) => change);
  const parts = [...kinds].map(([change, of]) => `${change}${of.length}项`);
  return parts.length === 0 ? '公开页：有小的改动' : `公开页：${parts.join('，')}`;
}

const drawnMark = 'publicPage/drawn';

async function draw(world: World, page: PublicPageState): Promise<'written' | 'same' | 'busy'> {
  const { cache, state } = world.ledger;
  const ours = state.wrote.get(tree.publicPage)?.at(-1);
  const drawn = `${pageEdition}/${page.events}/${ours ?? ''}`;
  // The texts are fetched from the ledger only where the page says something else, or is not there as it was left.
  if (
    ours !== undefined &&
    cache.marks.get(drawnMark) === drawn &&
    (await world.store.hashAt(tree.publicPage)) === ours
  )
    return 'same';
  const bytes = new TextEncoder().encode(publicPage(pageContent(page, await textsOf(world, page))));
  const hash = contentHash(bytes);
  const outcome = await keepOurs(world, tree.publicPage, hash, async () => bytes);
  if (outcome !== 'busy') world.ledger.mark(drawnMark, `${pageEdition}/${page.events}/${hash}`);
  return outcome;
}

async function textsOf(world: World, { items }: PublicPageState): Promise<ReadonlyMap<string, PublishedText>> {
  const texts = new Map<string, PublishedText>();
  for (const { text } of items.filter(isShown))
    texts.set(text, JSON.parse(new TextDecoder().decode(await world.ledger.attachment(text))) as PublishedText);
  return texts;
}
