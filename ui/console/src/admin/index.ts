export { AuditPage } from './audit-page.tsx';
export { TokensPage } from './tokens-page.tsx';
export { UsersPage } from './users-page.tsx';
