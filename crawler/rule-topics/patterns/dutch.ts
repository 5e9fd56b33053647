import { type PatternLanguage, scripts } from './pattern-language.ts';

/** Patterns in Dutch (written without accents, see `pattern-language.ts`). */
export const dutch: PatternLanguage = {
  prefix: 'nl',
  script: scripts.latin,
  patterns: {
    hate: {
      hate: /\bhaat\b|\bhaat(?:zaai|drag|spraak|dragend|berichten|campagne)|\bhaten\b|haatzaa/iu,
      groups:
        /vreemdelingenhaat|vrouwenhaat|jodenhaat|transhaat|homohaat|onverdraag|extreem-?rechts|validis|\bminderhe|\bopruiing|\bopruiend|\bvooroordel|discriminer|rassen/iu,
    },
    harassment: {
      harassment:
        /\blastig ?val|\blastiggevallen|intimid|\bpest(?:en|gedrag|erij|erijen|t)?\b|\btreiter|\bongewenst(?:e)? (?:contact|aandacht|berichten|gedrag)/iu,
      insults:
        /\bbeledig|\bbelediging|uitschel|\bscheld|\bkwets(?:en|end|ende)\b|\bvernede|\bkleiner|\bsmaad|\blaster|\bbelachelijk|\bbespot|\bzwartmak/iu,
      attack:
        /\bpersoonlijke (?:aanval|attack)|\baanval(?:len)? op (?:\w+ )?(?:person|mens|ander|gebr)|\bop de (?:man|persoon) (?:spel|gericht)|\bprovo(?:cer|catie)|\bval (?:\w+ )?(?:elkaar|ander\w*|mensen) (?:niet )?aan|\bop de (?:wo)?man\b/iu,
    },
    privacy: {
      data: /\b(?:persoonlijke|prive|vertrouwelijke|persoons)[- ]?(?:gegevens|informatie|data|berichten|info|gesprek)|persoonsgegevens|\bgegevensbescherm|\bpersoonlijke levenssfeer/iu,
      consent:
        /\b(?:zonder|met) (?:\w+ ){0,4}?(?:toestemming|instemming)\b(?! van de (?:auteur|maker|recht))|schermafbeeld|\bschermafdruk|\bportretrecht/iu,
    },
    'sexual-content': {
      sexual:
        /\bseksu(?:eel|ele)\b(?! (?:orient|geaard|ident|voork|minder|intim|geweld|misbr|grensov))|\bseks\b|\bsexueel\b|\bgeen sex\b|seksuele (?:inhoud|afb|expl)/iu,
      adult:
        /\bnaakt|\bbloot|\bobsce|\bvolwassenen (?:inhoud|content)|\binhoud voor volwassenen|\bvoor volwassenen|\bpikant|\bprostitut|expliciete (?:inhoud|content|beeld|seks)/iu,
    },
    violence: {
      violence: /\bgeweld(?!loos|ig(?:e)? (?:leuk|mooi))|geweldd|geweldsf|wapengew/iu,
      threats: /\bbedreig|\bdreig/iu,
      cruelty:
        /\bwreed|\bdierenmish|\bbloed(?:erig|ig|vergiet)?\b|\bmoord|\bmartel|\bwapens?\b|\bexplosie|\bterroris|\bverminking|\boorlogsmis|\bmishandel/iu,
    },
    'illegal-content': {
      illegal:
        /\billega|\bonwettig|\bonwettelijk|\bstrafba|\bcrimine|\bmisdrij|\bmisdaad|\bmisdaden|\bwederrechtelijk|\bonrechtmatig/iu,
      law: /\b(?:de|nederlandse|belgische|europese|door de|een|in strijd met de|bij) wet\b|\bwetgeving|\bwetten\b|\bwettelijk|\bwetboek|\b(?:nederlands|belgisch|europees|geldend) recht\b|\blegaal\b|\brechtsgebied|\bdrugshandel/iu,
    },
    minors: {
      children:
        /\bkind(?:eren|erp\w*|erm\w*|jes?)\b|\bminderjarig|\btieners?\b|\bjongeren\b|\bvolwassen(?:e)?\b (?=bent|is|zijn)|\bmeerderjarig/iu,
      age: /\b(?:1[2-9]|21) jaar|\bminimumleeftijd|\bleeftijd (?:van|is)|\bleeftijdsgrens|\bouder dan (?:1[2-8])|\bjonger dan/iu,
    },
    spam: {
      advertising:
        /\breclame(?:s|boodsch|uiting)|\badvertent|\badverte[er]|\bcommerci|\bpromot(?:ie|ies|en)\b(?! van (?:\w+ )?(?:gew|haat|ideol))|\bzelfpromo|\bverkoop|\bzakelijke (?:acc|ber|uit)|\bwinstoog/iu,
      flooding: /\boverspoel|\bkettingbri/iu,
    },
    misinformation: {
      false:
        /\b(?:vals|valse|onjuist|onjuiste|misleidend|misleidende|onware|foutieve|nep)\b.{0,20}?(?:informatie|nieuws|berichten|beweringen)|\bmisleid|\bnepnieuws|\bleugen|\bonwaarhed|\bdesinform/iu,
      conspiracy:
        /complot|samenzwer|\bontkenn\w+ van|\bontken(?:nen|ning)\b|wetenschapsontk|\bcomplottheor|\bkwakzalv|\bwappie/iu,
    },
    'generative-ai': {
      ai: /\bkunstmatige intel|\bai-(?:geg|beeld|plaat|inh|kunst)|\bdoor ai\b|\bmachine ?learning|\btaalmodel/iu,
    },
    bots: {
      automated:
        /\bgeautomatiseerd|\bautomatisch(?:e)? (?:ber|post|geplaats|gegener|doorpl|acc)|\bschrap(?:en|ers)\b/iu,
    },
    'content-warnings': {
      warning:
        /\binhoudswaarschuw|\bcontentwaarschuw|\binhoud(?:s)?-waarsch|\bwaarschuwing(?:en)? (?:voor|bij|over) (?:\w+ )?(?:inh|gev|beeld)|\btrigger ?waarsch|\bwaarschuwing vooraf/iu,
      sensitive:
        /\bgevoelig(?:e)?\b(?! (?:gegev|info|pers))|\b(?:markeer|markeren|gemarkeerd|verberg)\w*\b.{0,50}?\b(?:nsfw|gevoelig|cw|naakt|18)|\b(?:nsfw|naakt|seksue\w+|expliciet\w*)\b.{0,60}?\b(?:gemarkeerd|markeren|verborg|verberg|labelen|taggen)/iu,
      description:
        /\bbeschrijv\w*\b.{0,40}?(?:afbeelding|foto|beeld|media|plaatje|video)|(?:afbeelding|foto|beeld|media)\w*\b.{0,40}?\bbeschrijv|\balt-?tekst|\btoegankelijk|\bblinden|\bslechtziend|beeldbeschr|schermlez/iu,
    },
    copyright: {
      rights:
        /\bauteursrecht|\bintellectue(?:el|le) eigend|\bbronvermeld|\bbron vermeld|\bvermeld (?:altijd )?(?:de |je )?bron|\blicentie|\bpiraterij|\brechthebb|\bportretrecht|\bmerkrecht|\brechten van derden/iu,
    },
    politics: {
      politics:
        /\bpolitiek|\bpoliticus|\bpolitici\b|\bverkiezing|\bpartijpol|\bkapitalis|\bcommunis|\banarch|\bactivis|\bgodsdienst(?=.{0,20}(?:disc|prop))|\bevangelis|\bpolitieke partij|\bzendeling|\breligieuze (?:disc|prop|inh|uit)/iu,
    },
    language: {
      language:
        /\bin (?:het |de )?(?:nederlands|engels|vlaams|fries)|\b(?:nederlandse of engelse taal|nederlandstalig|nederlandse taal|engelstalig|friestalig|meertalig)|\bvoertaal|\btaal (?:van|is|op|inst|instel)|\bnederlands (?:of|en) (?:engels|fries)|\bvertal/iu,
    },
    'off-topic': {
      topic:
        /\boff-?topic|\bhet onderwerp\b|\bonderwerpen\b(?=.{0,30}(?:server|inst|over))|\bgerelateerd|\b(?:deze|onze|dit|de) (?:\w+ )?(?:server|instance|instantie|community|gemeenschap|platform|plek|omgeving)(?: [\w'-]+){0,5}? (?:voor (?:de|het|iedereen|mensen|leden|alle|nederl|gebr|inw|bew|pers|wie)|bedoeld|gericht|bestemd|richt|toegespitst|alleen)/iu,
      members:
        /\bop uitnodiging|\balleen voor|\buitsluitend (?:voor|bed)|\bregistratie (?:is )?(?:\w+ )?(?:ges|bep|open|alleen)|\bbedrijfsaccount|\bleden van|\bdoelgroep|\bband met|\bwoonachtig|\binwoner|\blidmaatschap/iu,
    },
    impersonation: {
      identity:
        /\bvoordoen\b|\bdoe je niet voor|\bvoor te doen|\bidentiteit(?:s)?(?:diefst|fraude)|\bvalse (?:\w+ )?(?:ident|acc|naam)|\bnepaccount|\bnep-?(?:acc|prof)|\bmeerdere accounts|\bdubbele acc|\buitgeven (?:als|voor)|\bechte naam|\bimiteren|\bnabootsen/iu,
    },
    'self-harm': {
      selfHarm: /\bzelfbeschad|\bzelfmoord|\bzelfdod|\beetstoornis|\bzelfverminking|\bautomutil/iu,
    },
    moderation: {
      sanctions:
        /\bverwijder(?:d|en|ing|t|de)\b|\bgeblokkeerd|\bblokkeren (?:we|wij)|\b(?:wij|we) blokk|\bblokkeer|\bblokkad|\bgebanned|\bgeband|\bverbann|\bopgeschort|\bopschort|\bschors|\bgeschorst|\bsanctie|\bstrafmaat|\beruit (?:gez|gego|gek)|\bgesloten worden|\bgeroyeerd/iu,
      reports:
        /\bmeld(?:en|ing|ingen|t|knop)?\b(?=.{0,60})|\bgemeld\b|\brapporte|\bgerapporteerd|\bbeheerder|\bbeheerteam|\bzonder (?:\w+ )?(?:waarschuwing|opgaaf|bericht|aankond)|\b(?:een|eerste|na) waarschuwing|\bbehoud\w* (?:\w+ ){0,3}?recht|\boordeel van|\binactie|\bovertred\w+ (?:van )?(?:de |deze )?(?:regel|huisreg|voorw)|\bregels (?:kunnen|worden|mogen)|\bhandhav|\bconsequentie/iu,
    },
  },
  falseFriends: {
    privacy: { law: /\bavg\b/iu },
    minors: { child: /\bkind\b/iu },
    spam: { advertising: /\breclame\b/iu },
  },
};
