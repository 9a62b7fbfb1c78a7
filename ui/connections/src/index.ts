export { ConnectionListPage } from './connection-list-page.tsx';
export { ConnectionPage } from './connection-page.tsx';
export { connectionsMessages } from './connections.messages.ts';
