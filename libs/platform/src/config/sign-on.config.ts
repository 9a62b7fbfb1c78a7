import { z } from 'zod';
import { urlOf } from './value-schemas.ts';
import { area } from './variable.ts';

const off = { zh: '不启用单点登录', en: 'no single sign-on' };

export const signOnConfig = area({
  issuer: {
    name: 'JOINERY_OIDC_ISSUER',
    schema: urlOf('http', 'https').optional(),
    unset: off,
    text: {
      zh: 'OpenID Connect 提供方地址;设置后已有用户可单点登录。',
      en: 'Address of the OpenID Connect issuer; single sign-on is on when it is set, for users who exist here.',
    },
  },
  clientId: {
    name: 'JOINERY_OIDC_CLIENT_ID',
    schema: z.string().min(1).optional(),
    unset: off,
    text: { zh: '在提供方登记的客户端标识。', en: 'Client id registered with the issuer.' },
  },
  clientSecret: {
    name: 'JOINERY_OIDC_CLIENT_SECRET',
    schema: z.string().min(1).optional(),
    unset: off,
    text: { zh: '在提供方登记的客户端密钥。', en: 'Client secret registered with the issuer.' },
  },
  label: {
    name: 'JOINERY_OIDC_NAME',
    schema: z.string().min(1).max(50).default('SSO'),
    text: { zh: '登录页按钮上的名称。', en: 'Name on the button of the sign-in page.' },
  },
});
