import { useParams } from '@tanstack/react-router';

/** A named part of the address, such as the id in `/runs/<id>`. */
export function useParam(name: string): string {
  const params = useParams({ strict: false }) as Readonly<Record<string, string | undefined>>;
  return params[name] ?? '';
}
