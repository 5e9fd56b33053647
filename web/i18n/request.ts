import { getRequestConfig } from 'next-intl/server';
import { formats } from './formats.ts';
import { loadMessages } from './load-messages.ts';
import { defaultLocale, isLocale } from './locales.ts';

/** What next-intl needs for one request: messages of the path's locale, and days in UTC whatever the server's clock. */
export default getRequestConfig(async ({ requestLocale }) => {
  const requested = await requestLocale;
  const locale = requested !== undefined && isLocale(requested) ? requested : defaultLocale;
  return { locale, messages: await loadMessages(locale), formats, timeZone: 'UTC' };
});
