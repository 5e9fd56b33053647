import type annotations from '../messages/en/annotations.json';
import type apiReference from '../messages/en/apiReference.json';
import type chart from '../messages/en/chart.json';
import type choose from '../messages/en/choose.json';
import type classes from '../messages/en/classes.json';
import type compare from '../messages/en/compare.json';
import type crawler from '../messages/en/crawler.json';
import type directory from '../messages/en/directory.json';
import type feeds from '../messages/en/feeds.json';
import type firstSteps from '../messages/en/firstSteps.json';
import type format from '../messages/en/format.json';
import type growthPage from '../messages/en/growthPage.json';
import type health from '../messages/en/health.json';
import type home from '../messages/en/home.json';
import type method from '../messages/en/method.json';
import type methodChanges from '../messages/en/methodChanges.json';
import type methodFigures from '../messages/en/methodFigures.json';
import type methodMeasures from '../messages/en/methodMeasures.json';
import type methodTime from '../messages/en/methodTime.json';
import type notFound from '../messages/en/notFound.json';
import type offline from '../messages/en/offline.json';
import type openData from '../messages/en/openData.json';
import type outcomes from '../messages/en/outcomes.json';
import type picture from '../messages/en/picture.json';
import type quarantineRules from '../messages/en/quarantineRules.json';
import type quirks from '../messages/en/quirks.json';
import type registrations from '../messages/en/registrations.json';
import type removal from '../messages/en/removal.json';
import type rules from '../messages/en/rules.json';
import type rulesPage from '../messages/en/rulesPage.json';
import type server from '../messages/en/server.json';
import type site from '../messages/en/site.json';
import type style from '../messages/en/style.json';
import type topics from '../messages/en/topics.json';
import type unavailable from '../messages/en/unavailable.json';
import type visits from '../messages/en/visits.json';
import type { Locale } from './locales.ts';

/** Parts of the site's texts, a file each in every folder of web/messages; the first part of a message's key. */
export const messageParts = [
  'annotations',
  'apiReference',
  'chart',
  'choose',
  'classes',
  'compare',
  'crawler',
  'directory',
  'feeds',
  'firstSteps',
  'format',
  'growthPage',
  'health',
  'home',
  'method',
  'methodChanges',
  'methodFigures',
  'methodMeasures',
  'methodTime',
  'notFound',
  'offline',
  'openData',
  'outcomes',
  'picture',
  'quarantineRules',
  'quirks',
  'registrations',
  'removal',
  'rules',
  'rulesPage',
  'server',
  'site',
  'style',
  'topics',
  'unavailable',
  'visits',
] as const satisfies readonly (keyof SiteMessages)[];

/** The texts of the site in one language; every language has the keys of the English files. */
export interface SiteMessages {
  readonly annotations: typeof annotations;
  readonly apiReference: typeof apiReference;
  readonly chart: typeof chart;
  readonly choose: typeof choose;
  readonly classes: typeof classes;
  readonly compare: typeof compare;
  readonly crawler: typeof crawler;
  readonly directory: typeof directory;
  readonly feeds: typeof feeds;
  readonly firstSteps: typeof firstSteps;
  readonly format: typeof format;
  readonly growthPage: typeof growthPage;
  readonly health: typeof health;
  readonly home: typeof home;
  readonly method: typeof method;
  readonly methodChanges: typeof methodChanges;
  readonly methodFigures: typeof methodFigures;
  readonly methodMeasures: typeof methodMeasures;
  readonly methodTime: typeof methodTime;
  readonly notFound: typeof notFound;
  readonly offline: typeof offline;
  readonly openData: typeof openData;
  readonly outcomes: typeof outcomes;
  readonly picture: typeof picture;
  readonly quarantineRules: typeof quarantineRules;
  readonly quirks: typeof quirks;
  readonly registrations: typeof registrations;
  readonly removal: typeof removal;
  readonly rules: typeof rules;
  readonly rulesPage: typeof rulesPage;
  readonly server: typeof server;
  readonly site: typeof site;
  readonly style: typeof style;
  readonly topics: typeof topics;
  readonly unavailable: typeof unavailable;
  readonly visits: typeof visits;
}

const kept = new Map<Locale, Promise<SiteMessages>>();

/** Loads the messages of a locale; each language is read when a page of it is first asked for. */
export function loadMessages(locale: Locale): Promise<SiteMessages> {
  const known = kept.get(locale) ?? readMessages(locale);
  kept.set(locale, known);
  return known;
}

async function readMessages(locale: Locale): Promise<SiteMessages> {
  const parts = await Promise.all(
    messageParts.map(async (part) => [part, (await import(`../messages/${locale}/${part}.json`)).default]),
  );
  // The cast says what a test compares: every file of a part has the keys of the English one.
  return Object.fromEntries(parts) as SiteMessages;
}
