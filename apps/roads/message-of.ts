export const messageOf = (failure: unknown) => (failure instanceof Error ? failure.message : String(failure));
