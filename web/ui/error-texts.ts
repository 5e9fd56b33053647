import type { Locale } from '../i18n/locales.ts';

/** The texts of the error page, apart from the messages: they are sent to the browser with every page. */
export const errorTexts: Readonly<
  Record<
    Locale,
    { readonly heading: string; readonly text: string; readonly retry: string; readonly home: string }
  >
> = {
  en: {
    heading: 'Something went wrong on our side.',
    text: 'The page could not be made. Nothing is lost, and it is not your fault.',
    retry: 'Try again',
    home: 'To the home page',
  },
  fr: {
    heading: 'Quelque chose s’est mal passé de notre côté.',
    text: 'La page n’a pas pu être préparée. Rien n’est perdu, et vous n’y êtes pour rien.',
    retry: 'Réessayer',
    home: 'Retour à l’accueil',
  },
};
