import { applyDecorators, Post, Redirect } from '@nestjs/common';
import type { CustomerWho } from '#apps/api/doors/door';
import type { Said } from '#apps/api/customer/said';

/** Where a form leads. */
export type Leads = { readonly url: string };

/** A form of the customer's page. What it answers is looked at anew, so that a reload sends nothing twice. */
export const Form = (name: string) => applyDecorators(Post(name), Redirect('', 303));

/** His page, which says what came of it. */
export const pageOf = ({ path }: CustomerWho, said: Said | null): Leads => ({
  url: said ? `${path}?said=${said}` : path,
});

/** The times to choose from, and why he is there. */
export const timesOf = ({ path }: CustomerWho, said: Said, visit?: string): Leads => ({
  url: `${path}/times?said=${said}${visit ? `&visit=${visit}` : ''}`,
});
