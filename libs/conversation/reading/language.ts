/** The language of a reply, or nothing when its words do not tell ("2", "ok"). Mixed replies go by the greater part. */
export function languageOf(words: string): 'en' | 'es' | undefined {
  let [en, es] = [0, 0];
  for (const word of words.split(' ')) {
    if (SPANISH.has(word)) es++;
    else if (ENGLISH.has(word)) en++;
  }
  if (es === en) return undefined;
  return es > en ? 'es' : 'en';
}

const SPANISH = new Set(
  'que cuando donde quien cual como cuanto cuanta falta hora horas el la los las un una de del al y o pero por para con sin en es esta estan este esto soy estoy va van viene vienen llega llegan llego venir mi su sus mas hoy manana tarde noche dia tecnico tecnica visita cita mensaje mensajes texto textos favor gracias hola si quiero puede pueden puedo necesito perro puerta codigo porton llave otro otra alguien persona hablar llamame llamen llamar cancelar cancelen cancelaron cambiar ayuda espero aqui ya todavia sigue pie tiempo luego numero equivocado alto parar dos tres cuatro cinco opcion segunda primera mismo misma vengan cuesta bueno bien vale problema'.split(
    ' ',
  ),
);

const ENGLISH = new Set(
  'the a an is are was it i you he she they we my your his her their when where who what which how why late long much time today tomorrow coming come here there still be will can could do does did dont not please thanks thank hi hello yes want need someone anybody anyone somebody else call me text texts stop cancel visit appointment tech technician guy same other another and or but for with at on in of to gate code dog door park one two three four five first second third help update reschedule morning afternoon'.split(
    ' ',
  ),
);
