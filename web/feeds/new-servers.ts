import { cutText, textLimits } from '../../db/model/text.ts';
import { type NewInstance, newInstances } from '../../db/queries/new-instances.ts';
import { limitParam } from '../api/list-params.ts';
import { languageParam, softwareParam } from '../params/instance-params.ts';
import { newServerLimits, tagUri } from './feed.ts';
import { defineFeed, entryLimits, namingMaxAgeSeconds } from './feed-source.ts';

const dayMs = 86_400_000;
const { days, perDay } = newServerLimits;

/** `/feeds/new-servers`: who has answered for the first time. */
export const newServers = defineFeed({
  name: 'new-servers',
  title: 'New servers',
  subtitle: `Servers for several people, up now, that answered this census for the first time in the last ${days} days; not those that it found in its own first days, nor those whose figures cannot be true. Of one day at most ${perDay}, the first that were found.`,
  page: '/servers',
  params: { software: softwareParam, language: languageParam, limit: limitParam(entryLimits, 'entries') },
  maxAgeSeconds: namingMaxAgeSeconds,
  read: async ({ context, values }) => {
    const { software, language, limit = entryLimits.byDefault } = values;
    const instances = await newInstances(context.database, {
      since: new Date(context.now().getTime() - days * dayMs),
      filter: {
        ...(software === undefined ? {} : { software }),
        ...(language === undefined ? {} : { language }),
      },
      perDay,
      limit,
    });
    return { kind: 'entries', entries: instances.map((instance) => toEntry(instance, context.siteUrl)) };
  },
});

function toEntry(instance: NewInstance, siteUrl: string) {
  const { domain, name, firstUpAt } = instance;
  const day = firstUpAt.toISOString().slice(0, 10);
  return {
    id: tagUri(siteUrl, day, `new-servers/${domain}`),
    title: name === null ? domain : `${domain}: ${cutText(name, textLimits.name)}`,
    summary: summaryOf(instance),
    url: `${siteUrl}en/servers/${domain}`,
    at: firstUpAt,
  };
}

/** What it runs, how one gets an account, in which languages, and what it says of itself; what it does not state is left out. */
function summaryOf({ software, version, registrations, languages, description }: NewInstance): string {
  const facts = [
    version === null ? software : `${software} ${version}`,
    ...(registrations === null ? [] : [`registrations: ${registrations}`]),
    ...(languages === null || languages.length === 0 ? [] : [`languages: ${languages.join(', ')}`]),
  ];
  return [facts.join('; '), ...(description === null ? [] : [description])].join('\n\n');
}
