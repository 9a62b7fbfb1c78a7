import type { Actor, Permission, Role, TenantId, TokenId, UserId } from '@joinery/contracts';

/** Who asks: a person in a session, or a token that a person made. */
export interface Caller {
  readonly tenant: { readonly id: TenantId; readonly name: string };
  readonly user: {
    readonly id: UserId;
    readonly email: string;
    readonly name: string;
    readonly role: Role;
    readonly language: 'zh' | 'en';
    readonly mustChangePassword: boolean;
  };
  /** What may be done now: the role's permissions, for a token only those it was given. */
  readonly permissions: ReadonlySet<Permission>;
  readonly session?: { readonly hash: Buffer; readonly csrfToken: string; readonly expiresAt: Date };
  readonly token?: { readonly id: TokenId; readonly name: string };
}

/** The caller as the audit log names him. */
export function actorOf(caller: Caller): Actor {
  if (caller.token) return { kind: 'token', id: caller.token.id, name: caller.token.name };
  return { kind: 'user', id: caller.user.id, name: caller.user.name };
}
