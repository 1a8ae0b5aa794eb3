import { confirmPage } from '#apps/api/customer/pages/confirm';
import { sorryPage } from '#apps/api/customer/pages/sorry';
import { timesPage } from '#apps/api/customer/pages/times';
import { visitPage } from '#apps/api/customer/pages/visit';
import { wrongPersonPage } from '#apps/api/customer/pages/wrong-person';

/** Every page a customer can be shown, each made of nothing but what it is given. */
export const EVERY_PAGE = {
  visit: visitPage,
  times: timesPage,
  confirm: confirmPage,
  wrongPerson: wrongPersonPage,
  sorry: sorryPage,
};
