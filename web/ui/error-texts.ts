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
  nl: {
    heading: 'Er ging aan onze kant iets mis.',
    text: 'De pagina kon niet worden gemaakt. Er is niets verloren, en het ligt niet aan jou.',
    retry: 'Opnieuw proberen',
    home: 'Naar de startpagina',
  },
  de: {
    heading: 'Bei uns ist etwas schiefgegangen.',
    text: 'Die Seite konnte nicht erstellt werden. Nichts ist verloren, und es liegt nicht an dir.',
    retry: 'Erneut versuchen',
    home: 'Zur Startseite',
  },
  es: {
    heading: 'Algo ha fallado por nuestra parte.',
    text: 'No se pudo preparar la página. No se ha perdido nada, y no es culpa tuya.',
    retry: 'Reintentar',
    home: 'Ir a la página de inicio',
  },
  'pt-BR': {
    heading: 'Algo deu errado do nosso lado.',
    text: 'Não foi possível montar a página. Nada se perdeu, e a culpa não é sua.',
    retry: 'Tentar de novo',
    home: 'Ir para a página inicial',
  },
  ja: {
    heading: 'サイト側で問題が発生しました。',
    text: 'ページを表示できませんでした。データは失われておらず、あなたの操作に問題はありません。',
    retry: '再試行',
    home: 'ホームへ',
  },
  ar: {
    heading: 'حدث خطأ من جهتنا.',
    text: 'تعذر إعداد الصفحة. لم يضع شيء، وليس لك في الأمر ذنب.',
    retry: 'إعادة المحاولة',
    home: 'إلى الصفحة الرئيسية',
  },
};
