/** Whose story is open, and whether somebody writes to him. */
export type Look = { readonly workOrderId: string | null; readonly isWriting: boolean };

/** Another dispatcher, and what he looks at. */
export type Colleague = { readonly name: string; readonly workOrderId: string; readonly isWriting: boolean };
