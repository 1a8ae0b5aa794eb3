import type { Wish } from '#conversation/reading/wish';

/** Answers that count only when nothing else was said. */
export const MANNERS: readonly Wish[] = [
  {
    intent: 'eta-ack',
    says: [
      /\b(?:ill|i will|i can|we can|well|happy to|can|we will) (?:just )?wait\b|\bno (?:problem|worries|rush|prob|hurry|biggie|problema)\b|^np$|\btake your time\b|\ball good\b|\bunderstood\b|\bi understand\b|\bthats? (?:is )?(?:fine|ok|alright)\b|\bthanks for (?:letting|the (?:update|heads ?up|info))\b|\bsounds like a plan\b/,
      /\b(?:no hay problema|no se preocupe|espero|esperare|aqui espero|esta bien espero|entiendo|entendido|sin problema)\b/,
    ],
  },
  {
    intent: 'confirm',
    says: [
      /^(?:yes|y|yep|yeah|yup|ya|sure|ok|fine|good|great|perfect|confirm|confirmed|correct|absolutely|cool|awesome|alright|all right|sounds good|that works|works for me|works|see you|see ya|will do|got it|si|vale|bueno|claro|perfecto|de acuerdo|esta bien|dale|listo)(?: (?:yes|ok|please|sir|maam|thanks|thank you|gracias|sounds good|perfect|great|that works|works for me|confirmed|ill be (?:here|there|home)|see you (?:then|soon|there|tomorrow)|then|soon|por favor))*$/,
      /\b(?:ill|i will|we will|well|someone will|my \w+ will) be (?:here|there|home|around|waiting)$|\bsee you (?:then|soon|there|tomorrow|today)\b|\b(?:dont|do not|please dont|no) (?:\w+ )?cancel\b|\bno cancelen?\b|\baqui estare\b|\bahi estare\b/,
    ],
  },
  {
    intent: 'decline',
    says: [
      /^(?:no|n|nope|nah|no thanks|no thank you|no gracias|not really|decline|none|neither|ninguna|ninguno)(?: (?:please|thanks|sir|maam|gracias))?$/,
    ],
  },
  { intent: 'thanks', says: [/\b(?:thanks|thank you|gracias|appreciate it|much appreciated|appreciated|god bless)\b/] },
];
