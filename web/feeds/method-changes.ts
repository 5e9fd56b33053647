import { changeAnchor, methodChanges } from '../../db/model/method-changes.ts';
import { limitParam } from '../api/list-params.ts';
import texts from '../messages/en/methodChanges.json' with { type: 'json' };
import { tagUri } from './feed.ts';
import { defineFeed, entryLimits } from './feed-source.ts';

const { names } = texts;

/** `/feeds/method-changes`: what a figure means otherwise than before. Names no host, and asks no database. */
export const methodChangesFeed = defineFeed({
  name: 'method-changes',
  title: 'Changes of method',
  subtitle: 'Every change of what a figure means or of which figures count.',
  page: '/method',
  params: { limit: limitParam(entryLimits, 'entries') },
  maxAgeSeconds: 300,
  read: async ({ context: { siteUrl }, values: { limit = entryLimits.byDefault } }) => {
    const entries = methodChanges.slice(0, limit).map(({ id, day, figures }) => ({
      id: tagUri(siteUrl, day, `method-changes/${id}`),
      title: names[id].what,
      summary: [
        names[id].effect,
        ...(figures.length === 0 ? [] : [`${texts.figures} ${figures.join(', ')}`]),
      ].join('\n\n'),
      url: `${siteUrl}en/method#${changeAnchor(id)}`,
      at: new Date(`${day}T00:00:00Z`),
    }));
    return { kind: 'entries', entries };
  },
});
