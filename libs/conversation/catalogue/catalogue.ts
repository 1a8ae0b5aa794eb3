import { ANSWERS } from '#conversation/catalogue/answers';
import { AT_ONCE } from '#conversation/catalogue/at-once';
import { AT_THE_DOOR } from '#conversation/catalogue/at-the-door';
import { BLOCK } from '#conversation/catalogue/block';
import { BOOKING } from '#conversation/catalogue/booking';
import { CANNOT_COME } from '#conversation/catalogue/cannot-come';
import { CHOICES } from '#conversation/catalogue/choices';
import { CONSENT } from '#conversation/catalogue/consent';
import { CREDIT } from '#conversation/catalogue/credit';
import { DELAY } from '#conversation/catalogue/delay';
import { EARLIER } from '#conversation/catalogue/earlier';
import { LATE_CUSTOMER } from '#conversation/catalogue/late-customer';
import { MENU } from '#conversation/catalogue/menu';
import { NEXT_VISIT } from '#conversation/catalogue/next-visit';
import { OTHERWISE } from '#conversation/catalogue/otherwise';
import { OVER } from '#conversation/catalogue/over';
import { PERSON } from '#conversation/catalogue/person';
import { PLANNED } from '#conversation/catalogue/planned';
import { REPLY } from '#conversation/catalogue/reply';
import { SAID } from '#conversation/catalogue/said';
import { SEVERAL } from '#conversation/catalogue/several';
import { SEVERAL_PHONES } from '#conversation/catalogue/several-phones';
import { TALKING } from '#conversation/catalogue/talking';
import { TICKET } from '#conversation/catalogue/ticket';
import { VISIT } from '#conversation/catalogue/visit';

/** Every message a customer or a technician can get, in every language. */
export const CATALOGUE = {
  ...SAID,
  ...REPLY,
  ...MENU,
  ...BOOKING,
  ...PLANNED,
  ...DELAY,
  ...CREDIT,
  ...ANSWERS,
  ...CHOICES,
  ...EARLIER,
  ...CANNOT_COME,
  ...NEXT_VISIT,
  ...SEVERAL,
  ...BLOCK,
  ...VISIT,
  ...OVER,
  ...PERSON,
  ...CONSENT,
  ...AT_THE_DOOR,
  ...AT_ONCE,
  ...LATE_CUSTOMER,
  ...SEVERAL_PHONES,
  ...TALKING,
  ...TICKET,
  ...OTHERWISE,
};

export type Key = keyof typeof CATALOGUE;
