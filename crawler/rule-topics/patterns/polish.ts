import { type PatternLanguage, scripts } from './pattern-language.ts';

/** Patterns in Polish (written without marks and with l for ł, see `fold.ts`). */
export const polish: PatternLanguage = {
  prefix: 'pl',
  script: scripts.latin,
  patterns: {
    hate: {
      hate: /\bnienawi|\bmow\w nienaw|\bdyskrymin|\bksenofob|\bmizogin|\bszowini|\bnietoler|\bmniejszosc|\buprzedzen|\bhejt/iu,
    },
    harassment: {
      harassment:
        /\bnekan|\bnekac|\bnekaj|\bprzesladow|\bobraz(?:a|an|ac|aj|liw|y)\w*|\bzniewa|\bwyzwis|\bwyzyw|\bszykan|\bznies\w+law|\bpomaw|\bagresj\w+ slow|\bosobist\w+ atak|\batak\w+ (?:osob|personal|na (?:inn|osob|uzyt))|\bzastrasz|\bhejt|\bprowok/iu,
    },
    privacy: {
      personal:
        /\bdan\w+ osobow|\bprywatn|\bprywatnos|\bbez (?:\w+ )?zgody|\bdoksow|\bdoxow|\binformac\w+ osob|\bwizerun/iu,
    },
    'sexual-content': {
      sexual:
        /\bseksualn\w+\b(?<!orientacj\w seksualn\w+)|\bnagos|\berotyc|\bdla doroslych|\bobscen|\bnaga\b|\bprostytuc/iu,
    },
    violence: {
      violence:
        /\bprzemoc|\bprzemoca|\bgrozb|\bgrozic|\bgrozen|\bokrucien|\bterrory|\bkrwaw|\bmorder|\bzabij|\bzabojs|\bludoboj|\bbroni\b|\bdrastyczn/iu,
    },
    'illegal-content': {
      illegal:
        /\bnielegal|\bniezgodn\w+ z (?:\w+ )?praw|\bbezpraw|\b(?:polsk\w+|obowiazuj\w+|z) praw(?:em|o|a)\b|\bprawo (?:pol|rp|eu|unij)|\bprawem\b|\bprawa (?:pol|rp|obow|kraj)|\bprzestep|\bustaw[ayie]\b|\blamani\w+ prawa|\bnarkoty|\bkaraln/iu,
    },
    minors: {
      children:
        /\bdzieci|\bnieletni|\bmaloletn|\bnieletn|\bpedofil|\bnastolat|\bukoncz\w+ (?:1[2-8])|\b1[2-8] (?:lat|roku)|\bpelnoletni/iu,
    },
    spam: {
      advertising:
        /\breklam|\bpromoc\w+ (?:prod|usl|firm|wlas)|\bkomercyj|\bmarketing|\bzalewan|\bsprzedaz/iu,
    },
    misinformation: {
      false:
        /\bdezinform|\bfalszyw\w+ (?:\w+ )?(?:inform|wiadom|tresc)|\bteori\w+ spisk|\bspiskow|\bklamst|\bwprowadzaj\w+ w blad|\bnieprawdziw|\bplotk|\bantyszczep|\bpseudonau/iu,
    },
    'generative-ai': { ai: /\bsztuczn\w+ intelig|\bgenerowan\w+ przez ai|\buczeni\w+ maszyn/iu },
    bots: {
      bots: /\bbot(?:y|ow|a|om|ami|ach)?\b|\bautomatyczn\w+ (?:wpis|post|kont|publ)|\bzautomatyz|\bkont\w+ automat/iu,
    },
    'content-warnings': {
      warning:
        /\bostrzez\w+ (?:o|przed|dot)|\boznacz\w+.{0,40}?(?:wrazliw|nsfw|cw|drastycz|tresc|czul)|\bwrazliw\w+ (?:tresc|medi|material|zdj)|\b(?:tresci|media)\w* (?:wrazliw|drazliw)|\bopis(?:y|uj|ow|em)?\b.{0,20}?(?:zdjec|obraz|grafik|alternat)|\btekst alternat|\bdostepnos/iu,
    },
    copyright: {
      rights:
        /\bpraw(?:a|o|em|am|ami)? autorsk|\bwlasnos\w+ intelekt|\bkradzie\w+ (?:tres|int)|\bpodaw\w+ (?:zrod|autor)|\blicencj/iu,
    },
    politics: {
      politics:
        /\bpolity(?:k|cz)(?!\w* prywat)|\bwybor(?:y|cz)|\breligijn\w+ (?:prop|tres|disk)|\bagitac|\bkomuni(?:zm|st)|\bkapitali/iu,
    },
    language: { language: /\bpo (?:polsku|angielsku|slasku)|\bjezyk\w*\b|\btlumacz/iu },
    'off-topic': {
      topic:
        /\bna temat\b|\bnie na temat|\bniezwiazan|\btematyk|\b(?:ta|ten|nasz|nasza|ta nasza) (?:\w+ )?(?:instancja|serwer|spolecznosc)(?: \w+){0,4}? (?:dla|przezn|skier|dedyk|sluzy|skup)|\btylko dla|\bzaproszeni/iu,
    },
    impersonation: {
      identity:
        /\bpodszyw|\bfalszyw\w+ (?:kont|tozsam|profil)|\bpodawa\w+ sie za|\bkradziez tozsam|\bkilka kont|\bmultikont/iu,
    },
    'self-harm': { selfHarm: /\bsamobojs|\bsamookalecz|\bzaburzen\w+ odzyw/iu },
    moderation: {
      measures:
        /\bban(?:em|a|y|owan\w*|ujemy)\b|\bzbanow|\bzablok|\bblokow|\bblokad|\busuni|\busuw|\bzawies|\bzgla|\bzglos|\bregulamin\w* (?:moze|moga|zmien)|\bzasady moga|\bostrzezeni\w+ (?:od|i)|\bkonsekwen|\bbez ostrzez|\bzastrzeg/iu,
    },
  },
};
