import { type PatternLanguage, scripts } from './pattern-language.ts';

/** Patterns in Portuguese, of Brazil and Portugal (written without accents, see `pattern-language.ts`). */
export const portuguese: PatternLanguage = {
  prefix: 'pt',
  script: scripts.latin,
  patterns: {
    hate: {
      hate: /\bodi(?:o|os|oso|osa|osos|osas)\b|\bdiscurso de odio|\bincita\w* ao odio/iu,
      groups:
        /\bintoleran|\bextrema[- ]direita|\bcapacitis|\betaris|\bracial|\blgbt\w*fob|\bpreconceit|\bsupremac|\bopress|\bgordofob|\bmachis|\bminorias|\bneonaz/iu,
    },
    harassment: {
      harassment:
        /\bassedi|\bpersegui(?:r|c|d)|\bintimid|\bimportun|\babus(?:o|os|ar)\b(?= (?:verb|moral|psic|contra))/iu,
      insults:
        /\binsult|\bofens(?:a|as|ivo|iva|ivos|ivas)\b|\bofend|\binjuria|\bxing|\bdifama|\bcaluni|\bhumilha|\bdenegr|\bagress(?:ao|oes|iv)\b.{0,10}(?:verb|pess|contra)|\bdesrespeit\w+ (?:a|com|os|out)/iu,
      attack:
        /\bataques? (?:\w+ ){0,2}?(?:pesso|a outr|a usu|contra|direc|em massa|coord)|\batacar (?:\w+ )?(?:pesso|outr|usu)|\bprovoca(?:c|r)|\bnao desejad/iu,
    },
    privacy: {
      data: /\b(?:dados|informac(?:ao|oes)) (?:\w+ )?(?:pessoa|privad|confidenc|sensiv|de terc|de outr)|\bprivacidade|\bprotecao de dados|\blgpd\b|\bmensagens? (?:privad|direta)/iu,
      consent:
        /\b(?:sem|com) (?:\w+ ){0,4}?(?:consentimento|autorizacao d[aeo])|\bconsentiment|\bcapturas? de (?:tela|ecra)|\bdivulga(?:r|cao) (?:de )?(?:dados|inform)|\bexposicao de/iu,
    },
    'sexual-content': {
      sexual:
        /\bsexua(?:is|lmente)\b(?<!(?:orientacoes|identidades|minorias|diversidades|preferencias|abusos) (?:\w+ (?:e|ou) )?sexuais)|\b(?:conteudos?|materia\w*|imagens?|carater|cunho|teor|tipo|natureza|conotac\w+|explicit\w+|explorac\w+|insinuac\w+) (?:\w+,? ){0,2}sexual\b|\bsexualiz|\bsexo (?:explic|grat)|\bsensua/iu,
      adult:
        /\bnudez|\bnudes\b|\bnus?\b(?= artist)|\bconteudo (?:\w+ )?(?:adult|explicit|obscen)|\bpara adultos|\bobscen|\bprostitui|\bfetich/iu,
    },
    violence: {
      violence: /\bviolen(?:cia|cias|to|ta|tos|tas)\b/iu,
      threats: /\bameac/iu,
      cruelty:
        /\bcrueldad|\bmaus[- ]tratos|\bsang(?:ue|rent)|\btortur|\bassassin|\bmatar\b|\bmorte\b|\barmas\b|\bexplosiv|\bmutilac(?!.{0,2}auto)|\bterroris|\bgenocid|\bdano fisic/iu,
    },
    'illegal-content': {
      illegal: /\bilega|\bilicit|\bcrimin|\bcrimes?\b|\bdelit/iu,
      law: /\b(?:a|as|da|das|pela|pelas|na|uma|por) leis?\b|\blegislac|\blega(?:is|lmente)\b|\bjurisdic|\bcodigo penal|\btrafico de/iu,
    },
    minors: {
      children:
        /\bmenor(?:es)?\b(?! (?:que|a\b|numero))|\bcrianca|\binfanti|\binfancia|\badolescen|\bpedofil/iu,
      age: /\b(?:1[2-9]|21) anos|\bmaior(?:es)? de (?:idade|1[2-9])|\bidade (?:minima|legal)|\bmaioridade/iu,
    },
    spam: {
      advertising:
        /\bpublicidad|\bpublicitar|\banunci(?:o|os|ar)\b|\bcomercia|\bpropagandear|\bpropaganda (?:comer|de prod|exces)|\bpromoc(?:ao|oes|ional|ionais)\b(?! (?:de|da|do|a|ao) (?:\w+ )?(?:viol|odio|ideol|discrim|terror|suic|naz|rac))|\bautopromo|\bdivulgac(?:ao|oes) (?:comer|exces|de prod)|\bvendas?\b|\bfins lucrativos|\bpiramide/iu,
      flooding: /\bflood|\binunda/iu,
    },
    misinformation: {
      false:
        /\b(?:informac(?:ao|oes)|notici(?:a|as)|conteudo)\b.{0,30}?\b(?:fals|engan|mentir)|\bfals(?:a|as|o|os) (?:\w+ )?(?:inform|notic)|\benganos|\bmentira|\bboatos?\b|\bdesinform/iu,
      conspiracy:
        /\bconspira|\bnegacionis|\bnegar\b.{0,20}(?:holoc|cienc)|\bterraplan|\banticien|\bpseudo-?cien|\bantivac/iu,
    },
    'generative-ai': {
      ai: /\binteligencias? artificia|\b(?:por|com|de|usando) (?:uma |a )?ia\b|\bia generativ/iu,
    },
    bots: { automated: /\bautomatizad|\bcontas? automat|\bpostagens automat|\braspagem/iu },
    'content-warnings': {
      warning:
        /\b(?:aviso|advertenci|alerta)\w*\b.{0,6}?\b(?:de|do|sobre|para) (?:conteudo|gatilho)|\bgatilhos?\b|\bsem cw|\bavisos? de c/iu,
      sensitive:
        /\bsensive(?:l|is)\b(?<!(?:dados|informacoes|pessoas) (?:\w+ )?sensiveis)|\b(?:marc|sinaliz|etiquet|ocult)\w+\b.{0,50}?\b(?:nsfw|sensiv|cw|adult)|\b(?:nsfw|nudez|sexual|explicit[oa]s?)\b.{0,60}?\b(?:marcad|sinaliz|etiquet|ocult)/iu,
      description:
        /\bdescri(?:cao|coes|ver|va|vam|tiv)\w*\b.{0,40}?\b(?:imagem|imagens|fotos?|videos?|midia)|\b(?:imagem|imagens|fotos?|midias?)\b.{0,30}?\bdescri|\btexto alternativ|\bacessib|\bleitor(?:es)? de tela|\bpessoas cegas/iu,
    },
    copyright: {
      rights:
        /\bdireitos? (?:de |do )?autor|\bdireitos? autora|\bpropriedade intelect|\blicenc|\bpirate|\bautoria\b|\bcreditos?\b|\bcreditar|\bcit(?:ar|e) (?:a |as |o )?(?:font|autor)|\bmarcas? registrad|\bconteudo (?:roubado|de terceiros)/iu,
    },
    politics: {
      politics:
        /\bpolitic(?:o|os|amente)\b|\bpolitica(?:s)?\b(?! (?:de|do|da|del|di|sobre|sulla|interna)\b)(?<!(?:esta|nossa|as|estas|nossas|suas) politicas?)|\beleitor|\beleic|\bpartidari|\bcomunis|\bcapitalis|\banarqu|\bproselitis|\bativis|\bmilitanc/iu,
    },
    language: {
      language:
        /\bem (?:portugues|ingles|espanhol|galego)\b|\b(?:lingua|idioma)s?\b(?! de sinais)|\blusofon|\btraduz|\btraduc/iu,
    },
    'off-topic': {
      topic:
        /\btematic|\brelacionad\w+ (?:a|ao|com)\b|\bfora d[eo] (?:topico|tema|assunto)|\b(?:esta|este|essa|nossa|nosso|a|o) (?:\w+ )?(?:instancia|servidor|comunidade|espaco|rede|site)(?: [\w'-]+){0,5}? (?:para (?:a|as|os|pess|quem|falan|usu|membr)|dedicad|voltad|focad|destinad|exclusiv|direcionad|e um espaco|abert|aceita|foco)/iu,
      members:
        /\bpor convite|\bsomente (?:para|pess|membr)|\bapenas para|\bfoco dest|\bcontas? (?:de empresa|corporativ|instituc)|\bobjetivo (?:de|da|do) (?:esta|inst|serv)/iu,
    },
    impersonation: {
      identity:
        /\bse passar por|\bpassar-se por|\bpassando-se|\bse passa[rm]? por|\bfals(?:a|o)s? (?:identi|perfi|conta)|\bperf(?:il|is) fals|\bcontas? (?:fals|duplic|multip|fake)|\bidentidade falsa|\broubo de identidade|\bpersonificac/iu,
    },
    'self-harm': {
      selfHarm:
        /\bauto-?mutil|\bauto-?les|\bauto-?destrut|\bdisturbios? alimen|\btranstornos? alimen|\bautoagres/iu,
    },
    moderation: {
      sanctions:
        /\bexpuls|\bbani(?:d|r|ment|do|remos)|\bsuspen(?:s|d|der)|\bremovid|\bremoc(?:ao|oes)|\bremover(?:emos)?\b|\bexcluid|\bexclusao d[eao] (?:cont|post|perf)|\bbloque(?:ad|ar|io|ios|amos|aremos)|\bsilenciad|\bsilenciament|\bpunic|\bpunid|\bsanc(?:ao|oes)\b|\bapagad/iu,
      reports:
        /\bdenunci(?:a|ar|e|as|ad|em)\b|\breport(?:ar|ad|e|em)\b|\bsem aviso|\baviso previo|\breserva(?:mos)?(?:-se)? o direito|\bequipe (?:de|d)|\bequipa (?:de|d)|\bcriterio d|\binativ|\bviolac(?:ao|oes) d|\bdescumpri|\bregras\b.{0,20}?\b(?:podem|serao|mud|alter)|\bmods\b|\badministrac|\bconsequencia/iu,
    },
  },
  falseFriends: { bots: { robot: /\brobos?\b/iu }, 'generative-ai': { ia: /\bia\b/iu } },
};
