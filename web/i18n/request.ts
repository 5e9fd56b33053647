import { getRequestConfig } from 'next-intl/server';
import { getSiteContext } from '../data/site-context.ts';
import { formats } from './formats.ts';
import { loadMessages, type SiteMessages } from './load-messages.ts';
import { defaultLocale, isLocale, type Locale } from './locales.ts';

/** What next-intl needs for one request: messages of the path's locale, and days in UTC whatever the server's clock. */
export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale;
  const locale = requested !== undefined && isLocale(requested) ? requested : defaultLocale;
  return { locale, messages: await messagesOf(locale), formats, timeZone: 'UTC' };
});

async function messagesOf(locale: Locale): Promise<SiteMessages> {
  const messages = await loadMessages(locale);
  if (!getSiteContext().environment.pseudoLocale) return messages;
  const { pseudoMessages } = await import('./pseudo-messages.ts');
  return pseudoMessages(messages);
}
