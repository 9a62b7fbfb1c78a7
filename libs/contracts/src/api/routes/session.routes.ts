import {
  ChangePasswordSchema,
  ChangeProfileSchema,
  SessionSchema,
  SignInOptionsSchema,
  SignInSchema,
} from '../session.ts';
import { routes } from './route.ts';

export const sessionRoutes = routes({
  readSignInOptions: {
    method: 'GET',
    path: '/session/options',
    summary: 'How one may sign in',
    policy: { public: 'the sign-in page is seen before anybody is signed in' },
    response: SignInOptionsSchema,
  },
  signIn: {
    method: 'POST',
    path: '/session',
    summary: 'Sign in with e-mail and password; sets the session cookie',
    policy: { public: 'this is how one signs in; tries are limited' },
    body: SignInSchema,
    response: SessionSchema,
    audit: 'session.started',
  },
  beginSignOn: {
    method: 'GET',
    path: '/session/sign-on',
    summary: 'Begin single sign-on: redirects to the issuer',
    policy: { public: 'this is how one signs in' },
    status: 302,
  },
  completeSignOn: {
    method: 'GET',
    path: '/session/sign-on/callback',
    summary: 'The issuer sends the browser back here; sets the session cookie and redirects to the console',
    policy: { public: 'the issuer’s answer proves the person' },
    status: 302,
    audit: 'session.started',
  },
  readSession: {
    method: 'GET',
    path: '/session',
    summary: 'Who am I, and what may I do',
    policy: { signedIn: true },
    response: SessionSchema,
  },
  signOut: {
    method: 'DELETE',
    path: '/session',
    summary: 'Sign out',
    policy: { signedIn: true },
    audit: 'session.ended',
  },
  changePassword: {
    method: 'PUT',
    path: '/session/password',
    summary: 'Change my password; every other session of mine ends',
    policy: { signedIn: true },
    body: ChangePasswordSchema,
    response: SessionSchema,
    audit: 'user.password-changed',
  },
  changeProfile: {
    method: 'PATCH',
    path: '/session/profile',
    summary: 'Change my name or language',
    policy: { signedIn: true },
    body: ChangeProfileSchema,
    response: SessionSchema,
    audit: 'user.profile-changed',
  },
});
