import type { Json } from '@joinery/contracts';
import type { EvaluatorOptions } from '../expressions/evaluator.ts';
import { template, type Template } from '../expressions/template.ts';

export interface HostScope {
  readonly connection: Json;
  readonly account: Json;
}

/** Whether a manifest may call an address with a connection. */
export type DeclaredHosts = (scope: HostScope) => (host: string, port: number, usualPort: boolean) => boolean;

type HostTest = (host: string, port: number, usualPort: boolean) => boolean;

/**
 * Compiles a manifest's host list. A plain name stands for its usual ports; one taken from the connection stands for
 * exactly that host and port, so that a connection may point at a server of the customer's.
 */
export function compileHosts(hosts: readonly string[], options: EvaluatorOptions): DeclaredHosts {
  const tests = hosts.map((host, index) => compileHost(host, { ...options, place: `hosts.${index}` }));
  return (scope) => {
    const ready = tests.map((test) => test(scope));
    return (host, port, usualPort) => ready.some((allows) => allows(host, port, usualPort));
  };
}

function compileHost(pattern: string, options: EvaluatorOptions): (scope: HostScope) => HostTest {
  if (pattern === '*') return () => () => true;
  if (pattern.startsWith('*.')) {
    const suffix = pattern.slice(1).toLowerCase();
    return () => (host, _, usualPort) => usualPort && host.endsWith(suffix);
  }
  if (!pattern.includes('{')) return () => exact(pattern);
  const text = template(pattern, options);
  return (scope) => exact(valueOf(text, scope));
}

/** A field that is not filled in allows nothing. */
function valueOf(text: Template, scope: HostScope): string {
  try {
    return text(scope);
  } catch {
    return '';
  }
}

function exact(text: string): HostTest {
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `any://${text}`;
  if (text === '' || !URL.canParse(address)) return () => false;
  const url = new URL(address);
  const wanted = bare(url.hostname);
  const usual: Readonly<Record<string, number>> = { 'https:': 443, 'http:': 80 };
  const port = url.port ? Number(url.port) : usual[url.protocol];
  if (port === undefined) return (host, _, usualPort) => usualPort && host === wanted;
  return (host, given) => host === wanted && given === port;
}

export function bare(host: string): string {
  return host
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
    .toLowerCase();
}
