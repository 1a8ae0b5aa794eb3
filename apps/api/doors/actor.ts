import { byDispatcher, byIntegration } from '#flows/doorward';
import type { StaffWho } from '#apps/api/doors/door';

/** Whoever of the desk or its programs came in, as he stands on the timeline. */
export const actorOf = ({ is, name }: StaffWho) => (is === 'dispatcher' ? byDispatcher(name) : byIntegration(name));
