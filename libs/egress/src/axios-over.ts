import axios, { AxiosError, type AxiosInstance, type AxiosResponse, type InternalAxiosRequestConfig } from 'axios';
import type { Answer, Egress } from './egress.ts';

/**
 * Axios as one knows it (JSON both ways, errors by status, interceptors), with the egress policy underneath.
 * Bodies are JSON, text, bytes or `URLSearchParams`; streams and progress events are not offered.
 */
export function axiosOver(egress: Egress, tenantId: string): AxiosInstance {
  return axios.create({ adapter: (config) => travel(egress, tenantId, config), maxRedirects: 5 });
}

async function travel(egress: Egress, tenantId: string, config: InternalAxiosRequestConfig): Promise<AxiosResponse> {
  const body = config.data as string | Uint8Array | undefined;
  const answer = await egress.send({
    tenantId,
    method: (config.method ?? 'get').toUpperCase(),
    url: axios.getUri(config),
    headers: headersOf(config, body),
    body,
    ...(config.timeout ? { timeoutMs: config.timeout } : {}),
    ...(config.signal instanceof AbortSignal ? { signal: config.signal } : {}),
    ...(config.maxContentLength && config.maxContentLength > 0 ? { maxBytes: config.maxContentLength } : {}),
  });
  return settle(config, answer);
}

function headersOf(config: InternalAxiosRequestConfig, body: unknown): Record<string, string> {
  const entries = Object.entries(config.headers.toJSON(true)).map(([name, value]) => [
    name.toLowerCase(),
    String(value),
  ]);
  // Axios names a content type for every POST, also for one without a body.
  return Object.fromEntries(entries.filter(([name]) => body !== undefined || name !== 'content-type'));
}

function settle(config: InternalAxiosRequestConfig, answer: Answer): AxiosResponse {
  const data = config.responseType === 'arraybuffer' ? answer.body : answer.body.toString('utf8');
  const response: AxiosResponse = { data, status: answer.status, statusText: '', headers: answer.headers, config };
  if (!config.validateStatus || config.validateStatus(answer.status)) return response;
  const code = answer.status < 500 ? AxiosError.ERR_BAD_REQUEST : AxiosError.ERR_BAD_RESPONSE;
  throw new AxiosError(`Request failed with status code ${answer.status}`, code, config, null, response);
}
