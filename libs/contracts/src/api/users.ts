import { z } from 'zod';
import { TokenIdSchema, UserIdSchema } from '../ids.ts';
import { BilingualSchema, InstantSchema, listOf, pageOf } from './paging.ts';
import { PermissionSchema, RoleSchema } from './permissions.ts';
import { LanguageSchema } from './session.ts';

export const UserSchema = z.object({
  id: UserIdSchema,
  email: z.string(),
  name: z.string(),
  role: RoleSchema,
  language: LanguageSchema,
  state: z.enum(['active', 'disabled']),
  mustChangePassword: z.boolean(),
  lastSignInAt: InstantSchema.nullable(),
  createdAt: InstantSchema,
});
export type User = z.infer<typeof UserSchema>;
export const UserPageSchema = pageOf(UserSchema);
export type UserPage = z.infer<typeof UserPageSchema>;

export const CreateUserSchema = z.strictObject({
  email: z.email().max(200),
  name: z.string().trim().min(1).max(100),
  role: RoleSchema,
  language: LanguageSchema.default('zh'),
});
export type CreateUser = z.infer<typeof CreateUserSchema>;

export const UpdateUserSchema = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  role: RoleSchema.optional(),
  state: z.enum(['active', 'disabled']).optional(),
});
export type UpdateUser = z.infer<typeof UpdateUserSchema>;

/** Shown once; it must be changed at the first sign-in. */
export const UserWithPasswordSchema = z.object({ user: UserSchema, oneTimePassword: z.string() });
export type UserWithPassword = z.infer<typeof UserWithPasswordSchema>;

export const RoleViewSchema = z.object({
  role: RoleSchema,
  title: BilingualSchema,
  permissions: listOf(PermissionSchema),
});
export type RoleView = z.infer<typeof RoleViewSchema>;
export const RolePageSchema = pageOf(RoleViewSchema);
export type RolePage = z.infer<typeof RolePageSchema>;

export const ApiTokenSchema = z.object({
  id: TokenIdSchema,
  name: z.string(),
  /** The first characters, to recognise it by. */
  prefix: z.string(),
  permissions: listOf(PermissionSchema),
  createdBy: z.object({ id: UserIdSchema, name: z.string() }),
  createdAt: InstantSchema,
  expiresAt: InstantSchema,
  lastUsedAt: InstantSchema.nullable(),
});
export type ApiToken = z.infer<typeof ApiTokenSchema>;
export const ApiTokenPageSchema = pageOf(ApiTokenSchema);
export type ApiTokenPage = z.infer<typeof ApiTokenPageSchema>;

/** A token never may more than the person who made it. */
export const CreateApiTokenSchema = z.strictObject({
  name: z.string().trim().min(1).max(100),
  permissions: z.array(PermissionSchema).min(1),
  expiresInDays: z.number().int().min(1).max(366),
});
export type CreateApiToken = z.infer<typeof CreateApiTokenSchema>;

/** The token itself is shown this once. */
export const ApiTokenCreatedSchema = z.object({ token: ApiTokenSchema, secret: z.string() });
export type ApiTokenCreated = z.infer<typeof ApiTokenCreatedSchema>;
