import { z } from 'zod';
import { switchValue, urlOf, wholeNumber } from './value-schemas.ts';
import { area } from './variable.ts';

export const networkConfig = area({
  port: {
    name: 'PORT',
    schema: wholeNumber(8080, { min: 0, max: 65_535 }),
    text: { zh: 'API 与控制台监听的端口;0 表示任意空闲端口。', en: 'Port of API and console; 0 takes any free one.' },
  },
  host: {
    name: 'HOST',
    schema: z.string().min(1).default('127.0.0.1'),
    text: {
      zh: '监听的地址;容器或多机部署时设为 0.0.0.0。',
      en: 'Address to listen on; 0.0.0.0 in a container or on a server others reach.',
    },
  },
  publicUrl: {
    name: 'PUBLIC_URL',
    schema: urlOf('http', 'https').optional(),
    unset: { zh: 'http://HOST:PORT', en: 'http://HOST:PORT' },
    text: {
      zh: '外部访问本系统的地址,用于生成回调地址;以 https 开头时会话 Cookie 只经加密连接发送。',
      en: 'Address by which others reach Joinery, used in callback URLs; with https the session cookie travels encrypted only.',
    },
  },
  trustProxy: {
    name: 'JOINERY_TRUST_PROXY',
    schema: switchValue(false),
    text: {
      zh: '位于反向代理之后时设为 on,以 X-Forwarded-For 作为来访地址。',
      en: 'Set it on behind a reverse proxy; the caller’s address is then taken from X-Forwarded-For.',
    },
  },
});
