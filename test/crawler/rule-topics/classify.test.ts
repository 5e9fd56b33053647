import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classifyRule } from '../../../crawler/rule-topics/classify.ts';
import { type RuleTopic, ruleTopics } from '../../../db/model/rule-topics.ts';

const topicsOf = (text: string, language: string | null = null, hint: string | null = null) => [
  ...new Set(classifyRule({ text, hint, language }).map(({ topic }) => topic)),
];

type Sentences = readonly (readonly [language: string, text: string])[];

/** One sentence of our own a language for each topic; `other` is tested below. */
const sentences: Readonly<Record<Exclude<RuleTopic, 'other'>, Sentences>> = {
  hate: [
    ['en', 'Racist jokes have no home here.'],
    ['fr', 'Les propos haineux ne passent pas.'],
    ['de', 'Menschenverachtende Sprüche fliegen hier nicht.'],
    ['es', 'Nada de discursos de odio.'],
    ['nl', 'Haatzaaien mag hier niet.'],
    ['pt', 'Preconceito não tem vez aqui.'],
    ['it', 'Chi semina odio se ne va.'],
    ['ja', '差別的な投稿はやめましょう。'],
    ['ko', '혐오 표현은 안 됩니다.'],
    ['zh', '请不要歧视别人。'],
    ['pl', 'Nie ma tu miejsca na nienawiść.'],
    ['ru', 'Никакой ненависти к другим.'],
    ['cs', 'Nenávist sem nepatří.'],
    ['sv', 'Inget hat mot andra.'],
    ['fi', 'Ei vihapuhetta.'],
    ['he', 'אין מקום לגזענות.'],
  ],
  harassment: [
    ['en', 'Bullying a newcomer gets you nowhere.'],
    ['fr', "Le harcèlement n'a pas sa place."],
    ['de', 'Wer andere beleidigt, liegt falsch.'],
    ['es', 'No se acosa a nadie.'],
    ['nl', 'Pesten doen we niet.'],
    ['pt', 'Não ofenda nem xingue ninguém.'],
    ['it', 'Niente molestie tra noi.'],
    ['ja', '誹謗中傷はしないでください。'],
    ['ko', '서로 괴롭히지 맙시다.'],
    ['zh', '不要骚扰别人。'],
    ['pl', 'Nie obrażaj rozmówców.'],
    ['ca', "L'assetjament no hi té lloc."],
  ],
  privacy: [
    ['en', 'Never publish the home address of a neighbour.'],
    ['fr', "Ne publiez pas les données personnelles d'autrui."],
    ['de', 'Personenbezogene Daten anderer bleiben draußen.'],
    ['es', 'Respeta la privacidad ajena.'],
    ['nl', 'Deel geen persoonsgegevens van je buurman.'],
    ['pt', 'Não publique dados pessoais de ninguém.'],
    ['it', 'Non pubblicare i dati personali altrui.'],
    ['ja', '他人の個人情報を書かないこと。'],
    ['zh', '请保护他人的隐私。'],
  ],
  'sexual-content': [
    ['en', 'Naked pictures belong elsewhere.'],
    ['fr', 'La nudité reste hors de ce lieu.'],
    ['de', 'Keine Nacktbilder im Profil.'],
    ['es', 'Sin desnudos en la foto de perfil.'],
    ['nl', 'Geen naaktfoto als avatar.'],
    ['pt', 'Nudez só em outro lugar.'],
    ['it', 'Niente contenuti per adulti.'],
    ['ja', '性的な画像は載せない。'],
    ['ko', '음란한 그림은 올리지 마세요.'],
    ['zh', '禁止色情图片。'],
  ],
  violence: [
    ['en', 'Do not threaten your fellow gardeners.'],
    ['fr', 'Aucune menace, même pour rire.'],
    ['de', 'Gewaltdarstellungen lehnen wir ab.'],
    ['es', 'No amenaces a tus vecinos.'],
    ['nl', 'Bedreigingen worden niet geduld.'],
    ['pt', 'Ameaças não são brincadeira.'],
    ['it', 'Nessuna violenza contro gli animali.'],
    ['ja', '暴力的な表現は控えましょう。'],
    ['ko', '폭력을 부추기지 마세요.'],
  ],
  'illegal-content': [
    ['en', 'Whatever is against the law stays out.'],
    ['fr', "Rien d'illégal, merci."],
    ['de', 'Strafbare Beiträge wollen wir nicht.'],
    ['es', 'Cumple la legislación de tu país.'],
    ['nl', 'Niets wat volgens de wet verboden is.'],
    ['pt', 'Nada que seja contra a lei.'],
    ['it', 'Rispetta le leggi dello stato.'],
    ['ja', '法律を守って使いましょう。'],
    ['ko', '불법 게시물은 안 됩니다.'],
  ],
  minors: [
    ['en', 'You need to be at least 16 to sign up.'],
    ['fr', 'Il faut avoir 16 ans pour venir.'],
    ['de', 'Minderjährige bitte mit ihren Eltern.'],
    ['es', 'Solo para mayores de edad.'],
    ['nl', 'Je bent minstens 16 jaar.'],
    ['pt', 'Proteja as crianças.'],
    ['it', 'I minorenni non possono registrarsi.'],
    ['ja', '18歳以上の方に向けています。'],
    ['ko', '미성년자는 쓸 수 없습니다.'],
  ],
  spam: [
    ['en', 'Advertise your shop somewhere else.'],
    ['fr', 'La publicité lasse tout le monde.'],
    ['de', 'Werbung ist unerwünscht.'],
    ['es', 'Nada de publicidad de tiendas.'],
    ['nl', 'Reclameboodschappen halen we weg.'],
    ['pt', 'Não faça publicidade de lojas.'],
    ['it', 'La pubblicità non è gradita.'],
    ['ja', '宣伝だけの投稿はご遠慮ください。'],
    ['ko', '광고를 올리지 마세요.'],
  ],
  misinformation: [
    ['en', 'Fake news about medicine hurts people.'],
    ['fr', 'Pas de théories du complot sur la lune.'],
    ['de', 'Verschwörungserzählungen sind kein Gesprächsstoff.'],
    ['es', 'No compartas bulos.'],
    ['nl', 'Verspreid geen nepnieuws.'],
    ['pt', 'Não espalhe notícias falsas.'],
    ['it', 'Niente bufale sulla salute.'],
    ['ja', 'デマを広めないでください。'],
    ['ko', '가짜 소식을 퍼뜨리지 마세요.'],
  ],
  'generative-ai': [
    ['en', 'Pictures made by a generative model carry a label.'],
    ['fr', 'Images faites par intelligence artificielle: à signaler.'],
    ['de', 'KI-Bilder bitte kennzeichnen.'],
    ['es', 'Avisa si usas inteligencia artificial.'],
    ['nl', 'Kunstmatige intelligentie graag vermelden.'],
    ['pt', 'Diga se usou inteligência artificial.'],
    ['it', "Indica se usi l'intelligenza artificiale."],
    ['ja', '生成AIの絵には印を付けてください。'],
    ['ko', '인공지능으로 만든 그림은 밝혀 주세요.'],
  ],
  bots: [
    ['en', 'Bots say that they are bots.'],
    ['fr', 'Les comptes automatisés se présentent.'],
    ['de', 'Automatisierte Konten geben sich zu erkennen.'],
    ['es', 'Las cuentas automatizadas lo dicen en su perfil.'],
    ['nl', 'Geautomatiseerde accounts melden dat.'],
    ['pt', 'Contas automatizadas avisam no perfil.'],
    ['it', 'Gli account automatizzati lo dicono.'],
    ['ja', 'ボットは印を付けてください。'],
    ['zh', '机器人请标明。'],
  ],
  'content-warnings': [
    ['en', 'Hide the end of a film behind a spoiler tag.'],
    ['fr', 'Mettez un avertissement de contenu.'],
    ['de', 'Bilder brauchen eine Bildbeschreibung.'],
    ['es', 'Pon un aviso de contenido.'],
    ['nl', 'Zet er een inhoudswaarschuwing bij.'],
    ['pt', 'Use um aviso de conteúdo.'],
    ['it', 'Descrivi le immagini che pubblichi.'],
    ['ja', 'ネタバレは隠してください。'],
    ['ko', '스포일러는 가려 주세요.'],
  ],
  copyright: [
    ['en', 'Give credit to the painter.'],
    ['fr', "Respectez le droit d'auteur."],
    ['de', 'Achtet das Urheberrecht.'],
    ['es', 'Respeta los derechos de autor.'],
    ['nl', 'Let op het auteursrecht.'],
    ['pt', 'Respeite os direitos autorais.'],
    ['it', "Rispetta il diritto d'autore."],
    ['ja', '無断転載はやめましょう。'],
    ['ko', '저작권을 지켜 주세요.'],
  ],
  politics: [
    ['en', 'Leave party politics at the door.'],
    ['fr', 'Pas de campagne électorale, on vient se reposer.'],
    ['de', 'Wahlkampf machen wir woanders.'],
    ['es', 'Sin campañas electorales.'],
    ['nl', 'Verkiezingspraat hoort elders.'],
    ['pt', 'Nada de campanha eleitoral.'],
    ['it', 'Niente propaganda elettorale.'],
    ['ja', '政治の話は別の場所で。'],
    ['ko', '정치 이야기는 다른 곳에서.'],
  ],
  cryptocurrency: [
    ['en', 'No coins, no tokens, no blockchain.'],
    ['fr', 'Les cryptomonnaies ne nous intéressent pas.'],
    ['de', 'Kryptowährungen sind hier kein Thema.'],
    ['es', 'Las criptomonedas, en otra parte.'],
    ['nl', "Geen NFT's te koop."],
    ['pt', 'Criptomoedas ficam de fora.'],
    ['it', 'Niente criptovalute.'],
    ['ja', '仮想通貨の話は禁止です。'],
  ],
  language: [
    ['en', 'Please write in English or Welsh.'],
    ['fr', 'Écrivez en français ou en breton.'],
    ['de', 'Schreibt bitte auf Deutsch.'],
    ['es', 'Escribe en castellano.'],
    ['nl', 'Schrijf in het Nederlands of Fries.'],
    ['pt', 'Escreva em português.'],
    ['it', 'Si scrive in italiano.'],
    ['ja', '日本語で書いてください。'],
    ['ko', '한국어로 써 주세요.'],
  ],
  'off-topic': [
    ['en', 'This server is for people who bake bread.'],
    ['fr', 'Cette instance est dédiée aux abeilles.'],
    ['de', 'Diese Instanz richtet sich an Imkerinnen.'],
    ['es', 'Esta instancia está dedicada a las abejas.'],
    ['nl', 'Deze server is bedoeld voor imkers.'],
    ['pt', 'Esta instância é dedicada às abelhas.'],
    ['it', 'Questa istanza è dedicata alle api.'],
    ['ja', '蜂を飼う人のためのサーバーです。'],
  ],
  impersonation: [
    ['en', 'Do not pretend to be the mayor.'],
    ['fr', "L'usurpation d'identité est exclue."],
    ['de', 'Identitätsdiebstahl wird nicht geduldet.'],
    ['es', 'No suplantes a nadie.'],
    ['nl', 'Je niet voordoen als iemand anders.'],
    ['pt', 'Não vale se passar por outra pessoa.'],
    ['it', 'Non spacciarti per il sindaco.'],
    ['ja', 'なりすましは禁止です。'],
    ['zh', '不得冒充他人。'],
  ],
  'self-harm': [
    ['en', 'Do not praise eating disorders.'],
    ['fr', "N'encouragez pas l'automutilation."],
    ['de', 'Selbstverletzung wird nicht verherrlicht.'],
    ['es', 'No se anima a nadie a autolesionarse.'],
    ['nl', 'Moedig zelfbeschadiging niet aan.'],
    ['pt', 'Não incentive a automutilação.'],
    ['it', "Non incitare all'autolesionismo."],
    ['ja', '自傷をすすめないでください。'],
  ],
  moderation: [
    ['en', 'Whoever ignores this may be suspended.'],
    ['fr', 'Les comptes fautifs seront suspendus.'],
    ['de', 'Bei Verstößen gegen die Regeln folgt die Sperrung.'],
    ['es', 'Las cuentas serán eliminadas sin previo aviso.'],
    ['nl', 'De beheerder heeft het laatste woord.'],
    ['pt', 'A conta pode ser suspensa.'],
    ['it', "L'account verrà sospeso."],
    ['ja', 'アカウントを凍結する場合があります。'],
    ['ko', '관리자가 제재할 수 있습니다.'],
    ['zh', '违者封禁。'],
  ],
};

describe('a rule that speaks of one matter has its topic', () => {
  const cases = Object.entries(sentences).flatMap(([topic, inLanguages]) =>
    inLanguages.map(([language, text]) => [topic, language, text] as const),
  );
  test.for(cases)('%s (%s): %s', ([topic, language, text]) => {
    expect(topicsOf(text, language)).toContain(topic);
    // Languages are often told wrongly; that must not matter for plain words.
    expect(topicsOf(text, 'en')).toContain(topic);
  });
});

describe('words that only look like a topic do not make one', () => {
  test.for([
    ['sexual-content', 'Be welcoming whatever the sexual orientation of your guests.'],
    ['sexual-content', 'Sexism is out.'],
    ['sexual-content', 'Sé amable con toda orientación sexual.'],
    ['sexual-content', 'Seid nett, gleich welcher sexuellen Orientierung.'],
    ['sexual-content', '理性的に話しましょう。'],
    ['minors', 'Be kind to each other, of any kind.'],
    ['minors', 'Minor changes to this text happen now and then.'],
    ['hate', 'Give each other a hand.'],
    ['hate', 'Do not hassle the volunteers.'],
    ['hate', '無差別に人をフォローしない。'],
    ['hate', 'Hier soll nichts hässlich sein.'],
    ['spam', 'No promotion of violent ideologies.'],
    ['spam', 'No ad hominem remarks.'],
    ['violence', 'We gather threat intelligence.'],
    ['violence', 'Bilder, Videos und dergleichen bleiben klein.'],
    ['illegal-content', 'No law enforcement here.'],
    ['illegal-content', 'Wheaton said it best.'],
    ['politics', 'We do not judge by political affiliation.'],
    ['politics', 'Lee la política de privacidad.'],
    ['politics', 'No nazis, no fascists.'],
    ['generative-ai', "J'ai lu ce texte."],
    ['generative-ai', 'Scrivi ai tuoi amici.'],
    ['cryptocurrency', 'We like cryptography and cryptograms.'],
    ['language', 'No foul language, please.'],
    ['language', 'Obey the laws that hold in German and Swedish law.'],
    ['moderation', 'Spam is banned.'],
    ['moderation', 'Use a content warning.'],
    ['moderation', 'Alcohol in moderation.'],
    ['content-warnings', 'You will get one warning.'],
    ['content-warnings', 'Be sensible.'],
    ['bots', 'We like botany.'],
    ['privacy', 'Keep your password to yourself.'],
    ['harassment', 'Do not abuse the service.'],
    ['off-topic', 'There is no place for rudeness.'],
    ['copyright', 'Pay with a credit card.'],
  ] as const)('not %s: %s', ([topic, text]) => {
    expect(topicsOf(text)).not.toContain(topic);
  });
});

test.for([
  'Be patient with beginners.',
  'Think twice, write once.',
  'Habt Geduld miteinander.',
  'Prenez le temps de lire.',
  'のんびり話しましょう。',
  'The kettle is on the stove.',
  '🌻',
  '',
])('%j is of no topic: other, alone, by no pattern', (text) => {
  expect(classifyRule({ text, hint: null, language: null })).toEqual([{ topic: 'other', pattern: 'none' }]);
});

test('a rule has every topic that it speaks of, in the order of the topics, each with its patterns', () => {
  const matches = classifyRule({
    text: 'No racism, no spam; nudity only behind a content warning. Whoever breaks these rules will be suspended.',
    hint: null,
    language: 'en',
  });
  const topics = [...new Set(matches.map(({ topic }) => topic))];
  expect(topics).toEqual(['hate', 'sexual-content', 'spam', 'content-warnings', 'moderation']);
  expect(matches).toContainEqual({ topic: 'hate', pattern: 'any.hate.racism' });
});

test('the hint counts as the text does', () => {
  expect(topicsOf('Be decent.', 'en', 'That means: no doxxing.')).toEqual(['privacy']);
});

test('a rule in two languages is read in both', () => {
  expect(topicsOf('Keine Werbung. / No nudity.', 'en')).toEqual(['sexual-content', 'spam']);
});

test('a word that means something else elsewhere counts in its own language only', () => {
  expect(topicsOf('Pas de pub ici.', 'fr-CA')).toEqual(['spam']);
  expect(topicsOf('Meet in the pub.', 'en')).toEqual(['other']);
});

test('accents, full-width letters and typographic signs do not matter', () => {
  expect(topicsOf('Pas de harcelement')).toEqual(topicsOf('Pas de harcèlement'));
  expect(topicsOf('ＮＳＦＷ')).toEqual(['sexual-content']);
  expect(topicsOf('Nu\u0301dity is hidden by combining marks')).toContain('sexual-content');
});

test('links do not count', () => {
  expect(topicsOf('See https://rules.example/privacy-spam-nudity')).toEqual(['other']);
});

test('for any text at all there is a bounded answer, always the same, ordered and without repetition', () => {
  const words = [
    'no ',
    'spam',
    'ban',
    '差別',
    'sex',
    'ual ',
    'warning ',
    '\n',
    'ñ',
    '性',
    'ﷺ',
    '\ud83d',
    'AI',
    '18+',
  ];
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.constantFrom(...words), { maxLength: 60 }).map((parts) => parts.join('')),
  );
  const languages = fc.option(fc.constantFrom('en', 'de', 'pt-BR', 'ja', '', '-', 'no such tag'));
  fc.assert(
    fc.property(texts, fc.option(texts), languages, (text, hint, language) => {
      const matches = classifyRule({ text, hint, language });
      expect(matches.length).toBeGreaterThan(0);
      expect(matches.length).toBeLessThan(700);
      expect(new Set(matches.map(({ pattern }) => pattern)).size).toBe(matches.length);
      const order = matches.map(({ topic }) => ruleTopics.indexOf(topic));
      expect(order).toEqual(order.toSorted((a, b) => a - b));
      if (matches.some(({ topic }) => topic === 'other')) expect(matches).toHaveLength(1);
      expect(classifyRule({ text, hint, language })).toEqual(matches);
    }),
    { numRuns: 200 },
  );
});

test.for([
  'a',
  'a ',
  '\n',
  "'",
  '- ',
  '1',
  '18 ',
  'é',
  'e\u0301',
  '\u0301',
  'ﷺ',
  '#',
  '@',
  'http://',
  'A.I.',
  '性',
  'カ',
  '가',
  'п',
  'will ',
  'private ',
  'personal private ',
  'attack the ',
  'is a ',
  'in or ',
  'without a ',
  'sensible ',
  'describe ',
  'this server a b c d e f ',
  'wegen a, b, c, ',
  'promotion of a ',
  'evade a b c d ',
  'content must ',
  'naked naked',
])('a rule of nothing but %j comes to an end', (part) => {
  const text = part.repeat(5_000 / part.length);
  expect(classifyRule({ text, hint: text, language: 'de' }).length).toBeGreaterThan(0);
});
