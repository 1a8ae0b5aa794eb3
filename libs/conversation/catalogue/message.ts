/** One message in every language, in ICU message syntax, side by side so that nobody changes one and forgets the other. */
export type Message = { readonly en: string; readonly es: string };

/** Messages of one matter by their key, `delay.late`; the shorter ways to say the same are keys of their own, `delay.late.short`. */
export type Messages = Readonly<Record<string, Message>>;

/**
 * The names of what is filled in: `{company}: {stops, plural, one {# stop} other {# stops}}` → `company | stops`. A
 * branch of a plural holds blanks or a `#` and is no name.
 */
export type Names<Text extends string> = Text extends `${string}{${infer Inside}}${infer Rest}`
  ? NameIn<Inside> | Names<Rest>
  : never;

type NameIn<Inside extends string> = Inside extends `${infer Name}, ${'plural' | 'select' | 'number'}${string}`
  ? Name
  : Inside extends `${string}${' ' | '#' | '{' | ','}${string}`
    ? never
    : Inside extends ''
      ? never
      : Inside;
