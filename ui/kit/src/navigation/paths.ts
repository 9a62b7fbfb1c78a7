/** Every address of the console, in one place; each is a deep link. */
export const paths = {
  overview: () => '/',
  flows: () => '/flows',
  flow: (flowId: string) => `/flows/${flowId}`,
  runs: (search?: { readonly flowId?: string; readonly state?: string }) => `/runs${query(search)}`,
  run: (runId: string) => `/runs/${runId}`,
  syncs: () => '/syncs',
  newSync: () => '/syncs/new',
  sync: (syncId: string, search?: { readonly tab?: string; readonly pass?: string; readonly outcome?: string }) =>
    `/syncs/${syncId}${query(search)}`,
  editSync: (syncId: string) => `/syncs/${syncId}/edit`,
  syncRecord: (syncId: string, linkId: string) => `/syncs/${syncId}/records/${linkId}`,
  connections: () => '/connections',
  connection: (connectionId: string) => `/connections/${connectionId}`,
  triggers: () => '/triggers',
  alerts: () => '/alerts',
  alertChannels: () => '/alerts/channels',
  sandbox: (simulator?: string) => (simulator === undefined ? '/sandbox' : `/sandbox/${simulator}`),
  users: () => '/admin/users',
  tokens: () => '/admin/tokens',
  audit: () => '/admin/audit',
  signIn: () => '/sign-in',
} as const;

function query(search: Readonly<Record<string, string | undefined>> | undefined): string {
  const entries = Object.entries(search ?? {}).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return entries.length === 0 ? '' : `?${new URLSearchParams(entries).toString()}`;
}
