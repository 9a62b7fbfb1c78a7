import type { Permission, Role, TenantId, TokenId, UserId } from '@joinery/contracts';

/** A person as a member of a tenant. */
export interface Member {
  readonly tenant: { readonly id: TenantId; readonly name: string };
  readonly user: {
    readonly id: UserId;
    readonly email: string;
    readonly name: string;
    readonly role: Role;
    readonly language: 'zh' | 'en';
    readonly mustChangePassword: boolean;
  };
}

/** Looks people up before the tenant is known; disabled users and suspended tenants are never found. */
export interface Identities {
  memberByEmail(email: string): Promise<(Member & { readonly passwordHash: string | null }) | undefined>;
  memberById(
    tenantId: TenantId,
    userId: UserId,
  ): Promise<(Member & { readonly passwordHash: string | null }) | undefined>;
  openSession(session: {
    readonly hash: Uint8Array;
    readonly tenantId: TenantId;
    readonly userId: UserId;
    readonly csrfToken: string;
    readonly expiresAt: Date;
    readonly address: string | null;
    readonly agent: string | null;
  }): Promise<void>;
  /** Undefined when it is unknown, past its end, or was not seen since `idleSince`; notes that it was seen now. */
  memberBySession(
    hash: Uint8Array,
    idleSince: Date,
  ): Promise<(Member & { readonly csrfToken: string; readonly expiresAt: Date }) | undefined>;
  closeSession(hash: Uint8Array): Promise<void>;
  /** Undefined when it is unknown, expired or revoked; notes that it was used. */
  memberByToken(hash: Uint8Array): Promise<
    | (Member & {
        readonly token: { readonly id: TokenId; readonly name: string; readonly permissions: readonly Permission[] };
      })
    | undefined
  >;
  /** Creates the first tenant with its owner unless there is a tenant; true when it did. */
  createFirstTenant(first: {
    readonly tenantId: TenantId;
    readonly tenantName: string;
    readonly userId: UserId;
    readonly email: string;
    readonly name: string;
    readonly passwordHash: string;
  }): Promise<boolean>;
  /** Gives an owner who has never signed in another one-time password; true when there is such an owner. */
  renewFirstPassword(email: string, passwordHash: string): Promise<boolean>;
}
