import { type PatternLanguage, scripts } from './pattern-language.ts';

/** Patterns in Spanish (written without accents, see `pattern-language.ts`). */
export const spanish: PatternLanguage = {
  prefix: 'es',
  script: scripts.latin,
  patterns: {
    hate: {
      hate: /\bodi(?:o|os|oso|osa|osos|osas|ar)\b|\bincit\w+ al odio/iu,
      groups:
        /\bintoleran|\bultra-?derecha|\bextrema[- ]derecha|\bracial|\btranso?di|\bfranquis|\bfalangis|\bcolonialis|\bsupremacis|\bopresi|\bprejuici|\bfeminaz|\bmisandr|\bgordofob|\bplumofob|\bmachis|\bminorias\b|\bdignidad de las personas|\bexclusion\b|\bdiscurso de odio/iu,
    },
    harassment: {
      harassment: /\bacos(?:o|a|ar|ador|adora|adores|es|en)\b|\bhostig|\bintimid|\bamedrent/iu,
      insults:
        /\binsult|\bdescalific|\bofens(?:a|as|ivo|iva|ivos|ivas)\b|\binjuri|\bagravi|\bburlas?\b|\bhumill|\bdenigr|\bdifam|\bcalumni|\bvejaci|\bmenosprec/iu,
      attack:
        /\bataques? (?:\w+ ){0,2}?(?:person|a otr|a usu|contra (?:otr|usu|pers|miem))|\batacar (?:a )?(?:\w+ ){0,2}?(?:person|otr|usu|miem|los)|\bataques?\b(?= ?(?:\.|,|y|o|$|verb))|\bagresi(?:on|ones) verb|\bprovocac|\babuso verb|\bcontacto no (?:dese|solic)/iu,
    },
    privacy: {
      data: /\b(?:datos|informacion(?:es)?) (?:\w+ )?(?:personal|privad|confidenc|sensible|de tercer|de otr)|\bprivacidad|\bproteccion de datos|\bdatos de\b|\bvida privada|\bintimidad|\bmensajes? (?:privad|direct)/iu,
      consent:
        /\b(?:sin|con) (?:\w+ ){0,4}?(?:consentimiento|permiso de la persona|autorizacion de la)|\bconsentimiento|\bconsensuad|\bcapturas? de pantalla|\bdivulgar?\b|\bfiltrar (?:inf|dat)/iu,
    },
    'sexual-content': {
      sexual:
        /\bsexual(?:es|mente)\b(?<!(?:orientaciones|identidades|minorias|diversidades|preferencias|agresiones|abusos|disidencias) (?:\w+ (?:y|o) )?sexuales)|\b(?:contenid\w+|materia\w*|imagen\w*|caracter|indole|tipo|naturaleza|connotacion\w*|explicit\w+|explotacion|insinuacion\w*|tema\w*) (?:\w+,? ){0,2}sexual\b|\bsexualiz|\bsexo\b(?= ?(?:expl|grat|\.|,? viol|en )|$)|\bsexo explic/iu,
      adult:
        /\bdesnud|\bcontenid\w* (?:\w+ )?(?:adult|para adult|explic|obscen|subid)|\bpara adultos|\bobscen|\bsubid\w+ de tono|\bprostituc|\bnudes\b|\bzoofil/iu,
    },
    violence: {
      violence: /\bviolen(?:cia|cias|to|ta|tos|tas)\b/iu,
      threats: /\bamenaz/iu,
      cruelty:
        /\bcruel|\bmaltrat|\bsangr|\btortur|\basesin|\bmatar\b|\bmuerte|\barmas\b|\bexplosiv|\bcrimenes de (?:guerra|lesa)|\bterroris|\bmutilac|\bgrafic[oa]s? (?:violen|sangr)|\bagresion(?:es)? (?:fis|sex)|\bdano fisic/iu,
    },
    'illegal-content': {
      illegal: /\bilegal|\bilicit|\bdelit|\bdelictiv|\bcrimin|\bcrimenes?\b|\bcrimen\b/iu,
      law: /\b(?:la|las|por|de|a|con|una|otra) ley(?:es)?\b|\blegislaci|\blegal(?:mente|idad)\b|\b(?:no|es|sea|contenido) legal(?:es)?\b|\bjurisdic|\bcodigo penal|\bnormativa (?:vig|legal|espan|europ)|\bnarcotraf|\btrafico de|\bdrogas ilegal/iu,
    },
    minors: {
      children:
        /\bmenor(?:es)?\b(?! (?:a |que|medida|grado|numero|de \d+ (?:mb|car)))|\bnin(?:o|a|os|as|ez)\b|\binfantil|\binfanci|\badolescen|\bpederas|\bpedofil/iu,
      age: /\b(?:1[2-9]|21) anos|\bmayor(?:es)? de (?:edad|1[2-9]|21)|\bedad (?:minima|legal)|\bmayoria de edad|\b\+ ?18\b(?= anos)/iu,
    },
    spam: {
      advertising:
        /\bpublicidad|\bpublicitar|\banunci(?:o|os|ar|antes)\b|\bcomercial|\bpromocion(?:es|al|ales|ar)?\b(?! (?:de|del|a) (?:la |las |los )?(?:viol|odio|ideol|discrim|terror|suic|nazi|rac))|\bautopromoc|\bventas?\b|\bfines de lucro|\bpropaganda comercial|\bpiramid/iu,
      flooding: /\bflood|\binund(?:ar|ac)|\bpublicaciones? (?:masiv|repetit)/iu,
    },
    misinformation: {
      false:
        /\b(?:informacion(?:es)?|notici(?:a|as)|contenido|datos|afirmaciones)\b.{0,30}?\b(?:fals|enganos|erron)|\bfals(?:a|as|o|os|edad|edades) (?:\w+ )?(?:inform|notici|rumor)|\benganos|\bbulos?\b|\bmentir|\brumores\b|\bdesinform|\bdesinf/iu,
      conspiracy:
        /\bconspira|\bconspiranoi|\bnegacionis|\bnegar (?:el|la|los)|\bterraplan|\banticienc|\bpseudo-?cien|\bseudocien|\bmagufo|\bantivacun/iu,
    },
    'generative-ai': {
      ai: /\binteligencias? artificial|\b(?:por|con|de|mediante) (?:una |la )?ia\b|\bia generativ|\bgenerad\w+ por ia/iu,
    },
    bots: {
      automated:
        /\bautomatizad|\bcuentas? (?:automat|robot|espejo)|\bpublicaciones? automat|\brecolecc\w+ (?:de )?datos|\breplic\w+ (?:de )?(?:twitter|twits)/iu,
    },
    'content-warnings': {
      warning:
        /\b(?:advertenci|avis)\w+ (?:de|del|sobre el|por) contenid|\baviso de c|\badvertencia\b(?=.{0,30}(?:conten|cw|sensib))|\bdestrip|\bavisos? (?:de|por) (?:spoil|sensi)/iu,
      sensitive:
        /\b(?:contenid\w+|materia\w*|imagen\w*|como|medios|temas?|multimedia|publicacion\w*|fotos?|videos?|mencion)\b.{0,25}?\bsensibles?\b|\b(?:marc|etiquet|ocult|senal)\w+\b.{0,50}?\b(?:nsfw|sensib|cw|adult)|\b(?:nsfw|desnud\w+|sexual|explicit[oa]s?)\b.{0,60}?\b(?:marc|etiquet|ocult)(?:ar|ad|ado|ada|arse|e|en)/iu,
      description:
        /\bdescri(?:pcion|pciones|bir|be|bid|ba|ban)\b.{0,40}?\b(?:imagen|imagenes|fotos?|multimedia|videos?|medios)|\b(?:imagen|imagenes|fotos?)\b.{0,30}?\bdescri|\btextos? alternativ|\baccesib|\blector(?:es)? de pantalla|\bpersonas ciegas/iu,
    },
    copyright: {
      rights:
        /\bderechos? de (?:autor|copia|propiedad|reprod)|\bpropiedad intelect|\bautoria|\blicenci|\bpiratea|\bmarcas? registrad|\bcit(?:ar|a|ando) (?:la |las |a )?(?:fuente|autor)|\bcredito|\bacredit\w+ (?:\w+ )?(?:autor|fuent)|\bcontenido (?:robado|ajeno)|\brobo de (?:conten|arte)|\bobras? ajen/iu,
    },
    politics: {
      politics:
        /\bpolitic(?:o|os|amente)\b|\bpolitica(?:s)?\b(?! (?:de|del|do|da|di|sobre|sulla|interna)\b)(?<!(?:esta|nuestra|la|las|estas|nuestras|sus) politicas?)|\bpolitica (?:partid|nacional|intern)|\belector|\belecciones|\bpartidis|\bcomunis|\bcapitalis|\banarqu|\bproselitis|\bmilitancia|\bactivis/iu,
      religion:
        /\breligios\w+.{0,20}?(?:propag|conten|debat|prosel|fanat)|\b(?:politica|politic\w+),? (?:y|o|ni) (?:de )?(?:la )?relig|\bprosel|\breligion y polit|\bpredicar/iu,
    },
    language: {
      language:
        /\ben (?:espanol|castellano|ingles|catalan|euskera|gallego|frances|portugues)\b|\b(?:lengua|idioma)s?\b(?! de (?:signos))|\bhispano-?hablante|\bcastellano\b|\btraduc/iu,
    },
    'off-topic': {
      topic:
        /\boff-?topic|\btematic|\brelacionad\w+ con\b|\bfuera de (?:tema|lugar)|\b(?:esta|este|nuestra|nuestro|la|el) (?:\w+ )?(?:instancia|servidor|comunidad|nodo|espacio|red|sitio)(?: [\w'-]+){0,5}? (?:para (?:la|las|los|person|gente|quien|habl|usu|miem)|dedicad|dirigid|enfocad|orientad|centrad|destinad|exclusiv|pensad|es un espacio|abiert|tiene como|privad)/iu,
      members:
        /\bpor invitacion|\binvitaciones\b|\bsolo (?:para|se admiten) (?:person|miembr|usuari|gente|invit|amig|habit|mayores)|\bregistro (?:\w+ )?(?:cerrad|abiert|limit|libre)|\bcuentas? (?:de empresa|corporativ|instituc)|\bobjetivo (?:de|del) (?:esta|este|la|nodo|serv)|\bformar parte de/iu,
    },
    impersonation: {
      identity:
        /\bsuplant|\bhacerse pasar|\bse hag\w+ pasar|\bidentidad(?:es)? (?:\w+ )?fals|\bcuentas? (?:fals|duplic|multip|clon|alternat)|\bmulticuenta|\bfalsa identidad|\bnombres? (?:real|falso|verdad)|\brobo de identidad|\bpersonificac/iu,
    },
    'self-harm': {
      selfHarm:
        /\bauto-?les|\bauto-?destru|\btrastornos? (?:alimen|de (?:la )?(?:aliment|conducta alim))|\bautoinflig|\bautodan/iu,
    },
    moderation: {
      sanctions:
        /\bexpuls|\bbane(?:o|ad|ar|os|e)|\bsuspen(?:s|d|der|did)|\beliminad|\beliminar(?:a|an|e|emos)?\b|\belimine|\bbloque(?:o|a|ad|ar|os|ara|aran|aremos|arem)|\bsilenci(?:ad|ar|amiento|o de)|\bsancion|\bcierre de (?:la )?cuenta|\bborrad[oa]s?\b|\bllamad\w+ de atencion/iu,
      reports:
        /\breport(?:ar|ad|e|es|en|a|ado|alo|arlo|arse)\b|\bdenunci(?:a|ar|e|as|ad|en)\b|\bsin (?:previo )?aviso|\baviso previo|\bnos reservamos|\bse reserva|\bequipo (?:de|del)|\bdiscreci|\binactiv|\bincumpl|\binfring\w+ (?:\w+ ){0,3}?(?:norm|regl)|\b(?:normas|reglas)\b.{0,20}?\b(?:pueden|podran|cambi|modific|actualiz)|\bmodific\w+ (?:\w+ ){0,3}?(?:norm|regl)|\bapel(?:ar|acion)|\bmods\b|\bconsecuencia/iu,
    },
  },
  falseFriends: {
    'generative-ai': { ia: /\bia\b/iu },
  },
};
