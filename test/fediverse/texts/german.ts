import type { LanguageStock } from './language.ts';

/** What servers in German say. */
export const german: LanguageStock = {
  rules: {
    hate: {
      texts: [
        'Kein Rassismus, Sexismus, keine Homo- oder Transfeindlichkeit.',
        'Menschenfeindliche Äußerungen werden hier nicht geduldet.',
      ],
      hint: 'Dazu gehören auch Anspielungen, Symbole und angebliche Witze.',
    },
    harassment: {
      texts: ['Belästigt niemanden.', 'Keine Hetze, kein Nachstellen. Ein Nein ist ein Nein.'],
      hint: 'Wer andere dazu aufruft, macht mit.',
    },
    illegal: {
      texts: [
        'Keine Inhalte, die in Deutschland oder Österreich strafbar sind.',
        'Nichts Illegales posten oder verlinken.',
      ],
      hint: 'Solche Beiträge werden gelöscht und gegebenenfalls angezeigt.',
    },
    spam: {
      texts: ['Kein Spam.', 'Keine Massenbeiträge und keine ungebetenen Erwähnungen.'],
      hint: 'Reine Werbekonten werden geschlossen.',
    },
    sensitive: {
      texts: [
        'Nacktheit und Gewalt nur mit Inhaltswarnung.',
        'Heikle Medien bitte immer als solche kennzeichnen.',
      ],
      hint: 'Profilbilder lassen sich nicht verbergen und müssen harmlos sein.',
    },
    kindness: {
      texts: ['Seid nett zueinander.', 'Hier gilt, was auch am Küchentisch gilt: zuhören, ausreden lassen.'],
      hint: 'Streiten in der Sache ist erlaubt.',
    },
    privacy: {
      texts: ['Kein Doxxing.', 'Veröffentlicht keine privaten Angaben anderer ohne deren Einwilligung.'],
      hint: 'Namen, Adressen, Arbeitsplätze, Bildschirmfotos nicht öffentlicher Beiträge.',
    },
    bots: {
      texts: [
        'Bots müssen als Bots gekennzeichnet sein und ungelistet posten.',
        'Automatische Konten nur nach Absprache.',
      ],
      hint: 'Höchstens ein öffentlicher Beitrag pro Stunde.',
    },
    ai: {
      texts: [
        'KI-Bilder und KI-Texte bitte kennzeichnen.',
        'Keine KI-generierten Inhalte; Beiträge dürfen nicht zum Training benutzt werden.',
      ],
      hint: 'Ein Wort in der Bildbeschreibung genügt.',
    },
    misinformation: {
      texts: ['Keine Falschinformationen.', 'Keine Verschwörungsmythen, keine Leugnung von Verbrechen.'],
      hint: 'Irren ist menschlich; bitte berichtigt euch.',
    },
    impersonation: {
      texts: ['Gebt euch nicht als jemand anderes aus.', 'Satirekonten müssen erkennbar sein.'],
      hint: 'Das gilt auch für Firmen und Behörden.',
    },
    advertising: {
      texts: ['Keine Werbung ohne Absprache.', 'Eigene Arbeiten gern, bezahlte Werbung nicht.'],
      hint: 'Vereine dürfen auf ihre Veranstaltungen hinweisen.',
    },
    'alt-text': {
      texts: ['Bitte beschreibt eure Bilder.', 'Bilder mit Alternativtext, Videos mit Untertiteln.'],
      hint: 'Manche von uns lesen mit dem Ohr.',
    },
    violence: {
      texts: [
        'Keine Drohungen, keine Verherrlichung von Gewalt.',
        'Wer zu Gewalt aufruft, fliegt sofort raus.',
      ],
      hint: 'Berichte über Gewalt sind mit Warnung möglich.',
    },
    minors: {
      texts: ['Mindestalter 16 Jahre.', 'Anmeldung erst ab 18 Jahren.'],
      hint: 'Wir fragen nicht nach Ausweisen, reagieren aber auf Meldungen.',
    },
    language: {
      texts: ['Bitte schreibt auf Deutsch oder Englisch.', 'Stellt die Sprache eurer Beiträge richtig ein.'],
      hint: 'So kann die Moderation mitlesen.',
    },
  },
  titles: ['{name}', '{name}.social', 'Mastodon {name}', 'Die {name}-Gemeinschaft', '{name} im Fediverse'],
  descriptions: [
    'Ein kleiner, freundlicher Server für {theme}.',
    '{name} ist die Heimat für {theme}. Alle sind willkommen, die sich an die Regeln halten.',
    'Ehrenamtlich betrieben, für {theme} & alle, die es werden wollen.',
    'Ein Verein betreibt diesen Server für {theme}: ohne Werbung, ohne Tracking.',
  ],
  smallDescriptions: ['Privater Server.', '', 'Nur für die Familie.'],
  themes: [
    'Kleingärtnerinnen und Kleingärtner',
    'Leute, die gern wandern',
    'freie Software',
    'den Norden',
    'Fans des Nahverkehrs',
    'Chöre und Kapellen',
    'Lehrkräfte',
    'Menschen aus dem Ruhrgebiet',
  ],
};
