import { type PatternLanguage, scripts } from './pattern-language.ts';

/** Patterns in Catalan, Galician and Basque, where they differ from Spanish, Portuguese and French. */
export const iberian: PatternLanguage = {
  prefix: 'ca',
  script: scripts.latin,
  patterns: {
    hate: {
      hate: /\bodi\b|\bdiscursos? d'odi|\bgorroto|\barrazak|\barrazis|\bmatxis|\bdiskriminaz|\bminories|\bcapacitis|\bodio\b/iu,
    },
    harassment: {
      harassment:
        /\bassetj|\binsults?\b|\bfaltes? de respecte|\bofens(?:es|iu|iva)|\binsultos?\b|\bamoinar|\bacoso\b|\bjazarp|\birain|\bmespreu|\bburlar/iu,
    },
    privacy: {
      personal:
        /\bdades (?:personals|privades|de)|\bprivacitat|\bprivacidade|\bdatu pertsonal|\bpribatut|\bsense (?:\w+ )?(?:consentiment|permis)|\binformacio (?:personal|privada)|\binformacion persoal/iu,
    },
    'sexual-content': {
      sexual:
        /\bnuesa|\bcontingut (?:\w+ )?(?:sexual|adult|explicit)|\berotiq|\b(?:contingut|caire|caracter|material) (?:\w+ ){0,2}sexuals?\b|\bsexu-? ?(?:eduki|ager)|\bsexual\w* eduki/iu,
    },
    violence: {
      violence: /\bviolen(?:cia|ta|ts|tes|t)\b|\bamenac|\bmenaces|\bindarkeri|\bmehatx|\bviolencia\b/iu,
    },
    'illegal-content': {
      illegal:
        /\bil·?l?legal|\bil l?egal|\bil\W?legal|\blegez kanpo|\blegea|\bla llei|\blleis\b|\bdelicte|\bilegal|\blegislacio/iu,
    },
    minors: {
      children:
        /\bmenors?\b(?! (?:de|que) \d)|\binfants?\b|\badingabe|\bhaurr|\bcativ|\bedat\b|\bmajors? d'edat|\b1[2-8] anys/iu,
    },
    spam: {
      advertising:
        /\bpublicitat|\bpublizitate|\banunci|\bcomercials?\b|\biragarki|\bpromocions? |\bcontes? publicit/iu,
    },
    misinformation: {
      false:
        /\bnoticies falses|\binformacio (?:\w+ )?falsa|\bdesinformacio|\benganyos|\bgezur|\bdesinformaz|\bnegacionis|\bconspiranoi|\bmentides|\bboulo/iu,
    },
    bots: { bots: /\bautomatitz|\bautomatiz|\bbotak\b|\bcontes automat/iu },
    'content-warnings': {
      warning:
        /\bavis(?:os)? de contingut|\badvertencies? de contingut|\bcontingut sensible|\bavisos? de contido|\bsentikor|\beduki-? ?ohar|\bdescri\w+.{0,20}imatge|\btext alternatiu/iu,
    },
    copyright: {
      rights: /\bdrets? d'autor|\bpropietat intel|\begile-? ?eskub|\bdereitos de autor|\bllicenci/iu,
    },
    politics: {
      politics: /\bpolitics?\b(?= (?:i|o|ni|,))|\bpolitika|\bproselitis|\beleccions/iu,
    },
    language: {
      language:
        /\ben (?:catala|galego|euskara)|\bcatala\b|\bllengu|\bidioma|\beuskaraz|\beuskara|\bhizkuntz|\bgalego\b|\blingua galega/iu,
    },
    'off-topic': {
      topic:
        /\b(?:aquest|aquesta|el nostre|la nostra|esta) (?:\w+ )?(?:servidor|instancia|node|comunitat|espai)(?: [\w'-]+){0,4}? (?:per a|dedicat|adrecat|orientat|pensat|dirixid)|\btematic|\bfora de tema|\brelacionat/iu,
    },
    impersonation: {
      identity: /\bsuplant|\bfer-se passar|\bnortasun|\bidentitat (?:falsa|d'altr)|\bcomptes? fals/iu,
    },
    'self-harm': { selfHarm: /\bautolesi|\bsuicidi|\bbuelta|\btrastorns? alimen/iu },
    moderation: {
      measures:
        /\bsuspes|\bsuspes(?:os|es|a)?|\bsuspens|\bbloque(?:ja|ig|jat|jara|ado|io)|\beliminad|\beliminat|\bexpuls|\besborra|\bdenunci|\badministrad|\badministratz|\bmoderatz|\bavis previ|\bsense avis|\bens reservem|\binactiu|\bezabat|\bblokea|\bsalatu/iu,
    },
  },
};
