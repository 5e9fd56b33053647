import { type PatternLanguage, scripts } from './pattern-language.ts';

/** Patterns in Swedish, Norwegian, Danish and Icelandic (written without marks: ø and ö as o, å as a, æ and ä as ae or a). */
export const nordic: PatternLanguage = {
  prefix: 'sv',
  script: scripts.latin,
  patterns: {
    hate: {
      hate: /\b(?:hat|had)(?:efull|prat|tal|ytring|brott|efuld)|\b(?:inget|ingen|intet|eller|och|og|av|till|til) (?:hat|had)\b|\bhat(?:,? (?:mot|eller|och)\b)|\bhets\b|\bhetsa|\bhatprat|\bhogerextrem|\bhoyreekstrem|\bhojreekstrem|\bhatursaro|\bframlingsfi|\bmisogyn|\bkrankande sarb|\bminoritet|\bfordom/iu,
    },
    harassment: {
      harassment:
        /\btrakasser|\bchikan|\bmobb|\bkrankan|\bkranka|\bkrenk|\bforolamp|\bfornarm|\bpersonangrep|\bpersonang|\bpahopp|\bforfolj|\bforfolg|\bforfolgels|\bfornedr|\bhetsing|\bsjikane|\bhan\b(?= og )|\baereikr|\bareti|\bpersonlige angr/iu,
    },
    privacy: {
      personal:
        /\bpersonuppg|\bpersonoppl|\bpersonlig\w* (?:oppl|info|uppg)|\bprivat\w* (?:info|oppl|uppg|medd)|\bprivatliv|\bintegritet|\bpersonvern|\butan (?:\w+ )?(?:samtyck|tillat)|\buten (?:\w+ )?samtykk|\buden (?:\w+ )?samtyk|\bsamtyck|\bsamtykk/iu,
    },
    'sexual-content': {
      sexual:
        /\bsexuel(?:l|lt|la|le|t)\b(?! (?:lagg|orient|legn))|\bseksuel(?:l|lt|le|t)\b(?! (?:orient|legn))|\bnaken|\bnakenh|\bnogen|\bnogenhed|\bvuxeninneh|\bsexuellt/iu,
    },
    violence: {
      violence:
        /\bvald(?:s\w*|et|samt|samma)?\b(?= |,|\.|$)|\bvold(?:elig\w*|s\w*|en)?\b|\bhot(?:a|ar|elser)?\b(?= (?:mot|om|och|eller|av|,)|,|\.|$)(?!,? hot)|\btrussel|\btrusler|\btrue(?:r|nde)\b|\bofbeldi|\bhotun|\btortyr|\bmord\b|\bterror\b|\bdjurpl|\bgrovt vald/iu,
    },
    'illegal-content': {
      illegal:
        /\bolag?lig|\bolagligt|\bulovlig|\bolovlig|\bologleg|\b(?:svensk|norsk|dansk|gallande|gjeldende|gaeldende|bryter mot|brott mot|mot|strider mot|folg|foljer) (?:\w+ )?(?:lag(?:en|ar|stiftning)?|lov(?:en|verk|givning)?)\b|\blagstift|\blovgiv|\bkriminel|\bbrottslig|\bbrott\b|\bstraffb/iu,
    },
    minors: {
      children:
        /\bbarn(?:en|e|a|s|porr|porno|ea\w*|d\w+)?\b|\bminderar|\bmindrear|\bmindreaar|\bungdom|\b1[2-8] (?:ar|aar)\b|\baldersgr/iu,
    },
    spam: {
      advertising:
        /\breklam|\bannons|\bmarknadsf|\bmarkedsf|\bmarkeds|\bkommersi|\bkommerc|\bsjalvfram|\bforsalj|\bauglysing/iu,
    },
    misinformation: {
      false:
        /\bdesinform|\bfalsk(?:a|e|t)? (?:\w+ )?(?:info|nyh|pasta|pasta)|\bvilseled|\bvilledend|\bvildled|\bmissvis|\bkonspira|\blogn|\blogner|\bfeilinform|\bfelinform|\bfalsfrett|\bvrangforest|\brangfaersl/iu,
    },
    'generative-ai': { ai: /\bartificiell|\bkunstig intel|\bai-(?:gen|bild|skap)/iu },
    bots: {
      bots: /\bbot(?:ar|arna|en|ter|tene|ter|konton|kontoer|konto)\b|\bautomatisk\w* (?:innl|inl|post|kont)|\bautomatiser|\bkorspost|\bkrysspost/iu,
    },
    'content-warnings': {
      warning:
        /\binnehallsvarn|\binnholdsvarsel|\binnholdsadv|\bindholdsadv|\bmed (?:en )?varning|\bmarker\w*.{0,40}?(?:kanslig|sensitiv|folsom|nsfw)|\bkanslig\w* (?:inneh|med|bild)|\bsensitiv\w* (?:innh|med|ind)|\bfolsom\w* (?:ind|med)|\bbildbeskr|\bbildtext|\bbilde(?:r)?beskr|\bbilledbeskr|\bbeskriv\w*.{0,20}?bild|\balt-tekst|\balt-text|\btilgjengelig(?:het)|\bsom (?:kanslig|sensitiv|folsom)/iu,
    },
    copyright: {
      rights:
        /\bupphovsr|\bopphavsr|\bophavsr|\bphavsr|\bimmateri|\bakerettigh|\blisens|\blicens|\bhofundarr/iu,
    },
    politics: {
      politics: /\bpoliti(?:k|sk)|\bvalkamp|\bvalkampanj|\breligios\w* (?:prop|disk|forkyn)|\bforkynn/iu,
    },
    language: {
      language:
        /\bpa (?:svenska|engelska|norsk|engelsk|dansk|nynorsk)\b|\bsprak(?:et|en)?\b|\bsprog(?:et)?\b(?! brug)|\bsvensksprak|\bnorsksprak|\boversett/iu,
    },
    'off-topic': {
      topic:
        /\bamnet\b|\b(?:den har|denne|dette|vares|var|vart|den) (?:\w+ )?(?:servern|servers?|serveren|instansen|instans|tjeneren|tjenesten)(?: [\w-]+){0,4}? (?:for|riktar|avsedd|beregnet|tiltaen|til for|ment|rettet|forbehold)|\bkun for\b|\benbart for|\bbare for\b|\bmedlemsskap|\bmedlemskap|\bmedlem(?:mar|mer) (?:i|av)/iu,
    },
    impersonation: {
      identity:
        /\butge sig|\bgi seg ut|\budgive sig|\butgir seg|\bfalsk(?:a|e|t)? (?:kont|identit|profil)|\bidentitetsst|\bidentitetstyv/iu,
    },
    'self-harm': {
      selfHarm:
        /\bsjalvskad|\bsjalvmord|\bselvmord|\bselvskad|\batstorn|\bspiseforstyrr|\bsjalfsvig|\bsjalfska/iu,
    },
    moderation: {
      measures:
        /\bstang(?:s|a|er) av|\bavstang|\butesteng|\butestang|\bsparr|\bblokker|\bblocker|\bslett(?:et|es|e)?\b|\braderas?\b|\btas bort|\bfjernes?\b|\bfjernet|\banmal|\brapporter|\bvarning\b(?! for)|\badvarsel|\bdriftsrad|\bsanksjon|\bregler(?:na|ne)? (?:kan|kommer)|\bbrut(?:it|er|t) (?:mot )?reg|\bansvarlige for/iu,
    },
  },
};
