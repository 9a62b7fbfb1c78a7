import { Redis } from 'ioredis';
import { arrivalMs, type BudgetStore, type BudgetWindow, slotMs, type Take } from './budget-store.ts';

/**
 * The same algorithm as in memory, as one atomic step on the clock of the Redis server. Keys: one hash per window
 * (slot → count) and one for the vendor's word; all expire by themselves. The braces keep them on one cluster node.
 */
const takeScript = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local cost = tonumber(ARGV[1])
local wait = 0
local ceiling = redis.call('HMGET', KEYS[1], 'remaining', 'until')
if ceiling[2] and tonumber(ceiling[2]) > now and tonumber(ceiling[1]) < cost then wait = tonumber(ceiling[2]) - now end
local windows = {}
for i = 2, #KEYS do
  local limit, per, size = tonumber(ARGV[i * 3 - 4]), tonumber(ARGV[i * 3 - 3]), tonumber(ARGV[i * 3 - 2])
  local flat, slots, used = redis.call('HGETALL', KEYS[i]), {}, 0
  for j = 1, #flat, 2 do
    local number, count = tonumber(flat[j]), tonumber(flat[j + 1])
    if (number + 1) * size + per <= now then redis.call('HDEL', KEYS[i], flat[j])
    else slots[#slots + 1] = { number, count }; used = used + count end
  end
  table.sort(slots, function(a, b) return a[1] < b[1] end)
  for _, slot in ipairs(slots) do
    if used + cost <= limit then break end
    used = used - slot[2]
    wait = math.max(wait, (slot[1] + 1) * size + per - now)
  end
  windows[i] = { per, size }
end
if wait > 0 then return { wait, 0 } end
for i = 2, #KEYS do
  redis.call('HINCRBY', KEYS[i], string.format('%d', math.floor(now / windows[i][2])), cost)
  redis.call('PEXPIRE', KEYS[i], windows[i][1] * 2)
end
if ceiling[2] and tonumber(ceiling[2]) > now then redis.call('HINCRBY', KEYS[1], 'remaining', -cost) end
return { 0, now }
`;

const settleScript = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local cost, at = tonumber(ARGV[1]), tonumber(ARGV[2])
for i = 1, #KEYS do
  local size, arrival = tonumber(ARGV[i * 2 + 1]), tonumber(ARGV[i * 2 + 2])
  local taken = string.format('%d', math.floor(at / size))
  if tonumber(redis.call('HGET', KEYS[i], taken) or '0') >= cost then
    redis.call('HINCRBY', KEYS[i], taken, -cost)
    redis.call('HINCRBY', KEYS[i], string.format('%d', math.floor(math.min(now, at + arrival) / size)), cost)
  end
end
`;

const correctScript = `
local time = redis.call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local remaining, till = tonumber(ARGV[1]), now + tonumber(ARGV[2])
local held = redis.call('HMGET', KEYS[1], 'remaining', 'until')
if held[2] and tonumber(held[2]) > now then
  if remaining <= 0 then till = math.max(till, tonumber(held[2])) end
  remaining = math.min(remaining, tonumber(held[1]))
end
redis.call('HSET', KEYS[1], 'remaining', string.format('%d', remaining), 'until', string.format('%d', till))
redis.call('PEXPIREAT', KEYS[1], till)
`;

/** The budget of all processes that share a Redis. */
export class RedisBudgetStore implements BudgetStore {
  readonly #redis: Redis;
  readonly #prefix: string;

  constructor(redis: Redis, prefix = 'joinery:budget') {
    this.#redis = redis;
    this.#prefix = prefix;
  }

  async take(key: string, windows: readonly BudgetWindow[], cost: number): Promise<Take> {
    const keys = [this.#key(key, 'vendor'), ...windows.map(({ perMs }) => this.#key(key, String(perMs)))];
    const shape = windows.flatMap(({ limit, perMs }) => [limit, perMs, slotMs(perMs)]);
    const [waitMs, at] = (await this.#redis.eval(takeScript, keys.length, ...keys, cost, ...shape)) as [number, number];
    return waitMs > 0 ? { kind: 'wait', waitMs } : { kind: 'taken', at };
  }

  async settle(key: string, windows: readonly BudgetWindow[], cost: number, at: number): Promise<void> {
    const keys = windows.map(({ perMs }) => this.#key(key, String(perMs)));
    const shape = windows.flatMap(({ perMs }) => [slotMs(perMs), arrivalMs(perMs)]);
    await this.#redis.eval(settleScript, keys.length, ...keys, cost, at, ...shape);
  }

  async correct(key: string, remaining: number, forMs: number): Promise<void> {
    await this.#redis.eval(correctScript, 1, this.#key(key, 'vendor'), Math.floor(remaining), Math.ceil(forMs));
  }

  /** A store with a client of its own. */
  static at(url: string, onConnectionError: (error: Error) => void): RedisBudgetStore {
    const redis = new Redis(url);
    redis.on('error', onConnectionError);
    return new RedisBudgetStore(redis);
  }

  async close(): Promise<void> {
    await this.#redis.quit();
  }

  #key(key: string, part: string): string {
    return `${this.#prefix}:{${key}}:${part}`;
  }
}
