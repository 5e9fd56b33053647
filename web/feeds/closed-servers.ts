import { goneAfterDays } from '../../db/model/status.ts';
import { cutText, textLimits } from '../../db/model/text.ts';
import { type ClosedInstance, closedInstances } from '../../db/queries/closed-instances.ts';
import { limitParam } from '../api/list-params.ts';
import { tagUri } from './feed.ts';
import { defineFeed, entryLimits, namingMaxAgeSeconds } from './feed-source.ts';

/** `/feeds/closed-servers`: who is gone, and who has moved where. */
export const closedServers = defineFeed({
  name: 'closed-servers',
  title: 'Closed and moved servers',
  subtitle: `Servers for several people that have not answered for ${goneAfterDays} days, and those whose name leads to another one. One that answers again is taken out.`,
  page: '/servers',
  params: { limit: limitParam(entryLimits, 'entries') },
  maxAgeSeconds: namingMaxAgeSeconds,
  read: async ({ context, values: { limit = entryLimits.byDefault } }) => {
    const instances = await closedInstances(context.database, { now: context.now(), limit });
    return { kind: 'entries', entries: instances.map((instance) => toEntry(instance, context.siteUrl)) };
  },
});

function toEntry(instance: ClosedInstance, siteUrl: string) {
  const { domain, kind, closedAt } = instance;
  const day = closedAt.toISOString().slice(0, 10);
  return {
    id: tagUri(siteUrl, day, `closed-servers/${domain}/${kind}`),
    title: titleOf(instance),
    summary: summaryOf(instance),
    url: `${siteUrl}en/servers/${domain}`,
    at: closedAt,
  };
}

function titleOf({ domain, kind, movedTo }: ClosedInstance): string {
  if (kind === 'gone') return `${domain} is gone`;
  return movedTo === null ? `${domain} has moved` : `${domain} has moved to ${movedTo}`;
}

function summaryOf({ name, software, kind, lastUpAt }: ClosedInstance): string {
  const last = lastUpAt.toISOString().slice(0, 10);
  const facts = [
    ...(name === null ? [] : [cutText(name, textLimits.name)]),
    `Software: ${software}.`,
    kind === 'gone' ? `It answered last on ${last}.` : `It answered by itself last on ${last}.`,
  ];
  return facts.join('\n');
}
