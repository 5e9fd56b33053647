import type { LanguageStock } from './language.ts';

/** What servers in French say. */
export const french: LanguageStock = {
  rules: {
    hate: {
      texts: [
        'Pas de racisme, de sexisme, d’homophobie ni de transphobie.',
        'Les propos haineux n’ont pas leur place ici.',
      ],
      hint: 'Cela vaut aussi pour les sous-entendus, les symboles et les « blagues ».',
    },
    harassment: {
      texts: ['Le harcèlement est interdit.', 'Pas de meute, pas de traque : un refus est un refus.'],
      hint: 'Inciter d’autres personnes à le faire revient au même.',
    },
    illegal: {
      texts: [
        'Pas de contenu illégal en France ou dans l’Union européenne.',
        'Ne publiez rien qui soit contraire à la loi.',
      ],
      hint: 'Ces messages sont supprimés et, s’il le faut, signalés.',
    },
    spam: {
      texts: ['Pas de spam.', 'Pas d’envois en masse ni de mentions non désirées.'],
      hint: 'Les comptes créés pour vendre seront fermés.',
    },
    sensitive: {
      texts: [
        'La nudité et la violence se cachent derrière un avertissement.',
        'Marquez les médias sensibles comme tels.',
      ],
      hint: 'Les avatars ne peuvent pas être masqués : qu’ils restent anodins.',
    },
    kindness: {
      texts: ['Soyez bienveillants.', 'On se parle ici comme on se parlerait à table, entre amis.'],
      hint: 'On peut ne pas être d’accord sans mépriser.',
    },
    privacy: {
      texts: [
        'Ne divulguez pas la vie privée des autres.',
        'Aucune information personnelle sans l’accord de la personne concernée.',
      ],
      hint: 'Noms, adresses, lieux de travail, captures de messages privés.',
    },
    bots: {
      texts: [
        'Les robots doivent être déclarés comme tels.',
        'Les comptes automatiques publient en non listé.',
      ],
      hint: 'Un message public par heure au plus.',
    },
    ai: {
      texts: [
        'Signalez les images et les textes produits par une IA.',
        'Pas de contenu généré par IA, pas de moissonnage.',
      ],
      hint: 'Un mot dans la description de l’image suffit.',
    },
    misinformation: {
      texts: ['Pas de désinformation.', 'Ni théories du complot, ni négation de crimes.'],
      hint: 'Tout le monde se trompe ; merci de corriger.',
    },
    impersonation: {
      texts: ['N’usurpez pas l’identité d’autrui.', 'Les comptes parodiques doivent l’annoncer.'],
      hint: 'Cela vaut aussi pour les entreprises et les institutions.',
    },
    advertising: {
      texts: [
        'Pas de publicité sans accord préalable.',
        'Parlez de votre travail, mais pas de promotion payée.',
      ],
      hint: 'Les associations peuvent annoncer leurs rendez-vous.',
    },
    'alt-text': {
      texts: [
        'Décrivez vos images.',
        'Un texte alternatif pour les images, des sous-titres pour les vidéos.',
      ],
      hint: 'Des personnes aveugles vous lisent.',
    },
    violence: {
      texts: [
        'Ni menaces, ni apologie de la violence.',
        'Tout appel à la violence entraîne un bannissement.',
      ],
      hint: 'L’information reste possible, avec un avertissement.',
    },
    minors: {
      texts: ['Il faut avoir au moins 15 ans.', 'Inscription réservée aux majeurs.'],
      hint: 'Nous ne demandons pas de papiers, mais nous suivons les signalements.',
    },
    language: {
      texts: ['On écrit en français, de préférence.', 'Indiquez la bonne langue pour vos messages.'],
      hint: 'Cela aide la modération et la traduction.',
    },
  },
  titles: ['{name}', 'Mastodon {name}', 'La communauté {name}', '{name} – réseau social'],
  descriptions: [
    'Une petite instance conviviale pour {theme}.',
    'Instance associative, sans publicité ni pistage, pour {theme}.',
    '{name} accueille {theme} & leurs amis.',
  ],
  smallDescriptions: ['Instance personnelle.', '', 'Juste moi et quelques amis.'],
  themes: [
    'les bibliothécaires',
    'les amoureux de la montagne',
    'le logiciel libre',
    'les gens du Sud-Ouest',
    'les cyclistes',
    'les enseignantes et enseignants',
  ],
};
