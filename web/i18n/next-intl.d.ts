import type { formats } from './formats.ts';
import type { SiteMessages } from './load-messages.ts';
import type { Locale } from './locales.ts';

// Makes a misspelt key, a missing argument or an unknown format a type error.
declare module 'next-intl' {
  interface AppConfig {
    Locale: Locale;
    Messages: SiteMessages;
    Formats: typeof formats;
  }
}
