import { type PatternLanguage, scripts } from './pattern-language.ts';

/** Patterns in Italian (written without accents, see `pattern-language.ts`). */
export const italian: PatternLanguage = {
  prefix: 'it',
  script: scripts.latin,
  patterns: {
    hate: {
      hate: /\bodi(?:o|are)\b|\bincit\w+ all'odio|\bdiscorsi d'odio|\bdisprezzo/iu,
      groups:
        /\bintolleran|\bestrema destra|\bomo-?(?:transfob|lesbo)|\babilis|\bmaschilis|\bpregiudiz|\brazzial|\bclassis|\bsuprematis|\bspecis|\bgrassofob|\bcamerat|\bminoranz/iu,
    },
    harassment: {
      harassment: /\bmolesti[ea]?\b|\bmolestare|\bbullis|\bpersecu|\bintimid|\bassillar/iu,
      insults:
        /\binsult|\boffes(?:a|e|ivo|iva|ivi|ive)\b|\boffendere|\bingiuri|\bdiffam|\bcalunni|\bdenigr|\bumilia|\bderider|\bsbeffegg|\bbody shaming/iu,
      attack:
        /\battacc(?:o|hi|are)\b(?= (?:\w+ )?(?:person|altr|utent|verb|indiv|a |ad )|,|\.|$)|\bprovocaz|\baggression\w* verb|\bfomentare/iu,
    },
    privacy: {
      data: /\b(?:dati|informazioni) (?:\w+ )?(?:person|privat|riservat|sensibil|altrui|di terz)|\briservatezza|\bprotezione dei dati|\bvita privata|\bmessaggi privati/iu,
      consent:
        /\b(?:senza|con) (?:\w+ ){0,4}?(?:consenso|autorizzazione dell)|\bconsenso\b|\bdivulga(?:re|zione)\b/iu,
    },
    'sexual-content': {
      sexual:
        /\bsessual(?:e|i|mente)\b(?<!(?:orientament[oi]|identita|minoranz[ae]|diversita|preferenz[ae]|molesti[ae]|violenz[ae]|abus[oi]|aggression[ei]) (?:\w+ (?:e|o) )?sessual[ei])|\bsessualizz|\bsesso\b(?= (?:espl|grat))/iu,
      adult:
        /\bnudo\b|\bnudi\b|\bnudita|\bcontenut\w* (?:\w+ )?(?:espliciti|per adulti|adulti|oscen)|\bper adulti|\boscen|\bprostituz/iu,
    },
    violence: {
      violence: /\bviolen(?:za|ze|to|ta|ti|te)\b/iu,
      threats: /\bminacc/iu,
      cruelty:
        /\bcrudel|\bmaltratt|\bsangu|\btortur|\bassassin|\bomicid|\buccid|\bmorte\b|\barmi\b|\besplosiv|\bterroris|\bgenocid/iu,
    },
    'illegal-content': {
      illegal: /\billegal|\billecit|\breat[oi]\b|\bcrimin|\bcrimini/iu,
      law: /\b(?:la|le|alla|alle|di|dalla|dalle|una|per) legg[ei]\b|\bleggi\b|\blegislaz|\blegal(?:i|mente|ita)\b|\bgiurisdiz|\bcodice penale|\bnormativ[ae] (?:vigent|italian|europe)/iu,
    },
    minors: {
      children:
        /\bminor(?:e|i)\b(?! (?:di \d+ (?:mb|car)|numero|misura))|\bminorenn|\bbambin|\binfantil|\badolescen|\bpedofil|\bpedoporn|\bmaggiorenn/iu,
      age: /\b(?:1[2-9]|21) anni|\beta (?:minima|legale)|\bmaggiore eta/iu,
    },
    spam: {
      advertising:
        /\bpubblicit|\bcommercial|\bpromozion(?:e|i|ale|ali)\b(?! (?:di|della|del|dell'|a) ?(?:viol|odio|ideol|discr|terr))|\bautopromo|\bvendit(?:a|e)\b|\bannunci\b|\bscopo di lucro|\bfini commerc|\binserzion/iu,
      flooding: /\bflood/iu,
    },
    misinformation: {
      false:
        /\b(?:informazioni|notizi[ae]|contenut[oi]|affermazioni)\b.{0,30}?\b(?:fals|fuorvi|ingann)|\bfals[ei] (?:\w+ )?(?:inform|notiz)|\bfuorvian|\bbufal|\bmenzogn/iu,
      conspiracy:
        /\bcomplott|\bcospiraz|\bnegazionis|\bteorie del compl|\bantiscient|\bpseudo-?scien|\bno-?vax|\bterrapiatt|\bantivac/iu,
    },
    'generative-ai': {
      ai: /\bintelligenz[ae] artificial|\bia generativ|\bgenerat\w+ (?:da|con|tramite) (?:una |l')?(?:ia|ai)\b/iu,
    },
    bots: { automated: /\bautomatizzat|\baccount automat|\bautomatic[io] (?:post|pubbl)|\bpost automat/iu },
    'content-warnings': {
      warning:
        /\bavvis[oi]\b.{0,12}?\bcontenut|\bavvertenz\w+ (?:sui?|per i|di|sul) contenut|\bavvertimento (?:sul|di|per)/iu,
      sensitive:
        /\bsensibil[ei]\b(?<!(?:dati|informazioni|persone) (?:\w+ )?sensibili)|\b(?:contrassegn|segnal|marcat|etichett|nascost|oscurat)\w*\b.{0,50}?\b(?:nsfw|sensibil|cw|adult)|\b(?:nsfw|nudo|sessual\w|esplicit\w)\b.{0,60}?\b(?:contrassegn|marcat|etichett|nascost|nascon|oscurat)/iu,
      description:
        /\bdescri(?:zione|zioni|vere|vi|vete|tto|ttiv)\w*\b.{0,40}?\b(?:immagin|foto|video|media)|\b(?:immagin[ei]|foto)\b.{0,30}?\bdescri|\btesto alternativ|\baccessibil|\blettori? di schermo|\bnon vedenti|\bipovedenti/iu,
    },
    copyright: {
      rights:
        /\bdiritt[oi] d'autore|\bproprieta intellett|\blicenz[ae]\b|\bpirata\w*\b|\bcitare (?:la |le )?font|\bcitando|\bcredit[io] (?:a|all|al)\b|\bmateriale protett|\bmarchi registr/iu,
    },
    politics: {
      politics:
        /\bpolitic(?:o|i|he)\b|\bpolitica\b(?! (?:sulla|sul|di|della|in materia|de|del|do|da|sobre|interna)\b)|\belettoral|\belezion|\bcomunis|\bcapitalis|\banarchi|\bproselit|\battivis|\bpartit[oi]\b(?= polit)/iu,
    },
    language: {
      language:
        /\bin (?:lingua |italiano|inglese)|\blingu(?:a|e)\b(?! dei segni)|\bitalofon|\btradu(?:rre|zion|cete)|\bin dialetto/iu,
    },
    'off-topic': {
      topic:
        /\bfuori tema|\btematic|\bdedicat[oai]\b|\battinent|\binerent|\b(?:quest[oa]|quest'|la nostra|il nostro|l'|il|la) ?(?:istanza|server|comunita|spazio|sito|nodo)(?: [\w'-]+){0,5}? (?:per (?:chi|le|gli|i|person|tutt)|dedicat|rivolt|destinat|riservat|apert|pensat|tratta|nasce|generalist)/iu,
      members:
        /\bsu invito|\bsolo per|\briservat[oaie] a|\baccount (?:aziendal|commerc|istituz)|\bscopo d(?:i|ell') ?(?:quest|istan|serv)/iu,
    },
    impersonation: {
      identity:
        /\bspacciar|\bfingersi|\bfingere di essere|\bimpersona(?:re|ndo|zion)|\bfurto d(?:i|') ?identit|\bfals[ei] (?:account|identita|profil)|\bprofil[oi] fals|\baccount (?:fals|multip|dupl|fake)|\bsostituzione di persona|\bfalsa identita/iu,
    },
    'self-harm': { selfHarm: /\bauto-?les|\bdisturbi (?:alimentar|del comportamento alim)|\bautodistru/iu },
    moderation: {
      sanctions:
        /\bespuls|\bespell|\bbannat|\bbannare|\bsospe(?:s|n|so|sa|sion)\w*|\brimoss|\brimozion|\brimuov|\bcancellat[oaie]\b|\bcancellazione (?:dell'|degli )?(?:acc|post|cont)|\beliminat|\bblocc(?:at|o|hi|are|heremo|hiamo)|\bsilenziat|\bsanzion|\blimitat[oaie]\b(?= (?:o|e) (?:sosp|bloc))|\bprovvediment/iu,
      reports:
        /\bsegnal(?:are|azion|ate|a|ato|ati)\w*|\bsenza (?:preavviso|avviso)|\bci riserviamo|\bsi riserva|\bmi riservo|\bdiscrezion|\binsindacabil|\bamministrat|\binattiv|\bviolazion\w+ (?:di|del|dell|delle) |\bregole\b.{0,20}?\b(?:possono|potranno|cambi|modif)|\bstaff\b|\bconseguenz|\bmod\b/iu,
    },
  },
  falseFriends: { 'generative-ai': { ia: /\bia\b/iu } },
};
