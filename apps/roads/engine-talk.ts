/** What apps/roads and the process of its engine say to each other, over the channel of a forked process. */
export type EngineMethod = 'locate' | 'matrix' | 'route' | 'traceAttributes';
export type EngineQuestion = { readonly number: number; readonly method: EngineMethod; readonly request: object };
export type EngineAnswer =
  | { readonly version: string }
  | { readonly unusable: string }
  | { readonly number: number; readonly answer: unknown }
  | { readonly number: number; readonly refused: string };
