import { type Answer, ask } from '../wire/ask';
import { askFirst } from '../wire/ask-early';

export type Session = { readonly name: string; readonly role: string };

export const SESSION_PATH = '/api/session';
export const currentSession = (): Promise<Answer<Session>> => askFirst<Session>(SESSION_PATH);
export const signIn = (email: string, password: string): Promise<Answer<null>> =>
  ask<null>('POST', '/api/session', { email, password });
export const signOut = (): Promise<Answer<null>> => ask<null>('DELETE', '/api/session');
