import '@fastify/cookie';
import type { FastifyRequest } from 'fastify';
import type { Doorward } from '#flows/doorward';
import { onlySupervisor, signIn } from '#apps/api/doors/door.guard';
import { bearerOf, dispatcherOf, SESSION_COOKIE, technicianOf } from '#apps/api/doors/keys';

/**
 * The guard of the doors is asked when a request has been read. Where that may be a lot, who brings it is asked before,
 * so that no stranger has us hold it; the guard asks all the rest.
 */
export const supervisorFirst =
  (house: Doorward) =>
  async ({ cookies }: FastifyRequest): Promise<void> => {
    onlySupervisor((await dispatcherOf(house, cookies[SESSION_COOKIE])) ?? signIn());
  };

/** The same for what technicians bring. */
export const technicianFirst =
  (house: Doorward) =>
  async ({ headers }: FastifyRequest): Promise<void> => {
    if (!(await technicianOf(house, bearerOf(headers.authorization)))) signIn();
  };
