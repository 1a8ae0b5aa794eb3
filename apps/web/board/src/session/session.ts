import { type Answer, ask } from '../wire/ask';

export type Session = { readonly name: string; readonly role: string };

export const currentSession = (): Promise<Answer<Session>> => ask<Session>('GET', '/api/session');
export const signIn = (email: string, password: string): Promise<Answer<null>> =>
  ask<null>('POST', '/api/session', { email, password });
export const signOut = (): Promise<Answer<null>> => ask<null>('DELETE', '/api/session');
