/** Why an extract cannot be used, as a sentence for the person who gave it. */
export class ExtractError extends Error {}
