import { z } from 'zod';
import { TenantIdSchema, UserIdSchema } from '../ids.ts';
import { InstantSchema, listOf } from './paging.ts';
import { PermissionSchema, RoleSchema } from './permissions.ts';

export const LanguageSchema = z.enum(['zh', 'en']);

/** Length is what makes a password strong; composition rules are not asked for. */
export const NewPasswordSchema = z.string().min(12).max(200);

export const SignInSchema = z.strictObject({ email: z.email().max(200), password: z.string().min(1).max(200) });
export type SignIn = z.infer<typeof SignInSchema>;

/** `GET /session`: who am I. While `mustChangePassword` holds, every other route answers `auth.password-change`. */
export const SessionSchema = z.object({
  user: z.object({
    id: UserIdSchema,
    email: z.string(),
    name: z.string(),
    role: RoleSchema,
    language: LanguageSchema,
    mustChangePassword: z.boolean(),
  }),
  tenant: z.object({ id: TenantIdSchema, name: z.string() }),
  permissions: listOf(PermissionSchema),
  /** Sent back as the header `x-csrf-token` with every request that changes something. */
  csrfToken: z.string(),
  expiresAt: InstantSchema,
});
export type Session = z.infer<typeof SessionSchema>;

export const ChangePasswordSchema = z.strictObject({
  currentPassword: z.string().min(1).max(200),
  newPassword: NewPasswordSchema,
});
export type ChangePassword = z.infer<typeof ChangePasswordSchema>;

export const ChangeProfileSchema = z.strictObject({
  name: z.string().min(1).max(100).optional(),
  language: LanguageSchema.optional(),
});
export type ChangeProfile = z.infer<typeof ChangeProfileSchema>;

/** What the sign-in page needs before anybody is signed in. */
export const SignInOptionsSchema = z.object({
  singleSignOn: z.object({ name: z.string(), url: z.string() }).nullable(),
});
export type SignInOptions = z.infer<typeof SignInOptionsSchema>;
