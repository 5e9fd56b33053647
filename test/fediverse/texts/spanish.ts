import type { LanguageStock } from './language.ts';

/** What servers in Spanish say. */
export const spanish: LanguageStock = {
  rules: {
    hate: {
      texts: [
        'Sin racismo, machismo, homofobia ni transfobia.',
        'El discurso de odio no tiene sitio en este servidor.',
      ],
      hint: 'También cuentan las insinuaciones, los símbolos y los «chistes».',
    },
    harassment: {
      texts: ['No acoses a nadie.', 'Nada de linchamientos ni de contacto no deseado. No es no.'],
      hint: 'Animar a otras personas a hacerlo es lo mismo.',
    },
    illegal: {
      texts: ['Nada de contenido ilegal.', 'No publiques ni enlaces nada contrario a la ley.'],
      hint: 'Se borra sin aviso y, si hace falta, se denuncia.',
    },
    spam: {
      texts: ['Nada de spam.', 'Sin mensajes en masa ni menciones que nadie ha pedido.'],
      hint: 'Las cuentas creadas para vender se cierran.',
    },
    sensitive: {
      texts: [
        'La desnudez y la violencia van tras un aviso de contenido.',
        'Marca como sensible lo que lo sea.',
      ],
      hint: 'El avatar no se puede ocultar: que sea apto para todos.',
    },
    kindness: {
      texts: ['Sé amable.', '¡Trata a los demás como te gusta que te traten!'],
      hint: 'Se puede discrepar sin despreciar.',
    },
    privacy: {
      texts: [
        'No difundas datos privados de otras personas.',
        'Sin permiso no se publican nombres, direcciones ni fotos ajenas.',
      ],
      hint: 'Tampoco capturas de mensajes privados.',
    },
    bots: {
      texts: ['Los bots deben identificarse como bots.', 'Las cuentas automáticas publican sin listar.'],
      hint: 'Como mucho un mensaje público por hora.',
    },
    ai: {
      texts: [
        'Indica si una imagen o un texto es obra de una IA.',
        'Sin contenido generado por IA ni recolección para entrenarla.',
      ],
      hint: 'Basta una palabra en la descripción.',
    },
    misinformation: {
      texts: ['No difundas bulos.', 'Sin teorías de la conspiración ni negacionismo.'],
      hint: 'Si te equivocas, rectifica.',
    },
    impersonation: {
      texts: ['No te hagas pasar por otra persona.', 'Las cuentas de parodia deben decirlo.'],
      hint: 'Vale también para empresas e instituciones.',
    },
    advertising: {
      texts: ['Sin publicidad no acordada.', 'Habla de tu trabajo, pero sin promociones pagadas.'],
      hint: 'Las asociaciones pueden anunciar sus actos.',
    },
    'alt-text': {
      texts: ['Describe tus imágenes.', 'Texto alternativo en las imágenes, subtítulos en los vídeos.'],
      hint: 'Aquí también hay personas ciegas.',
    },
    violence: {
      texts: ['Ni amenazas ni apología de la violencia.', 'Quien llame a la violencia será expulsado.'],
      hint: 'Informar es posible, con un aviso.',
    },
    minors: {
      texts: ['Edad mínima: 16 años.', 'Solo para mayores de edad.'],
      hint: 'No pedimos documentos, pero atendemos las denuncias.',
    },
    language: {
      texts: ['Preferimos el español.', 'Indica bien el idioma de tus mensajes.'],
      hint: 'Así la moderación puede leerlos.',
    },
  },
  titles: ['{name}', 'Mastodon {name}', 'Comunidad {name}', '{name} en el fediverso'],
  descriptions: [
    'Un servidor pequeño y acogedor para {theme}.',
    'Servidor comunitario para {theme}, sin publicidad ni rastreo.',
    '{name} es la casa de {theme} & sus amistades.',
  ],
  smallDescriptions: ['Servidor personal.', '', 'Solo yo y mis amistades.'],
  themes: [
    'quienes aman la montaña',
    'el software libre',
    'gente de América Latina',
    'la música en directo',
    'docentes',
    'vecinas y vecinos del barrio',
  ],
};
