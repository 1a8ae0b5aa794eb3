/**
 * For so many days after its order was closed a visit is still remembered: a text is taken to be about it, what is still
 * wrong opens it again, and its page can be opened.
 */
export const REMEMBERED_DAYS = 7;
