import { defineConnection, field, form } from '@joinery/connector-sdk';

/** A ZenTao server and one product of it, by an account of its own. */
export const connection = defineConnection({
  help: {
    zh: '在禅道“后台 → 人员管理”新建一个专用账号,授予产品的视图与缺陷权限,填写服务器地址、账号、密码与产品编号。',
    en: 'Create an account of its own under Admin → Users of ZenTao, give it the product and the rights on bugs, and enter the server’s address, account, password and the number of the product.',
  },
  fields: form(
    {
      baseUrl: field.text('服务器地址', 'Address of the server', {
        format: 'uri',
        pattern: '^https?://[^?#]*[^/?#]$',
        'x-placeholder': 'https://zentao.example.com',
        'x-help': {
          zh: '不含 /api.php;安装在子目录时包括该目录,如 …/zentao',
          en: 'Without /api.php; with the folder where it lives in one: …/zentao',
        },
      }),
      account: field.text('账号', 'Account', { minLength: 1, maxLength: 100 }),
      password: field.secret('密码', 'Password'),
      product: field.whole('产品编号', 'Number of the product', {
        minimum: 1,
        'x-help': {
          zh: '动作可另选产品,同步的是此产品',
          en: 'Actions may choose another one, syncs are about this one',
        },
      }),
    },
    ['baseUrl', 'account', 'password', 'product'],
  ),
  auth: [
    {
      // The token is a PHP session: how long it lives the server decides, and it tells only when it is over.
      scheme: 'token-exchange',
      request: {
        method: 'POST',
        path: '/tokens',
        body: "{'account': connection.account, 'password': secrets.password}",
        authenticated: false,
      },
      token: 'body.token',
      lifetimeMs: 1_200_000,
      inject: [{ into: { in: 'header', name: 'Token' }, value: 'token' }],
      errors: [
        {
          when: { status: [400, 401, 403] },
          meaning: 'auth-refused',
          message: {
            zh: '禅道不接受此账号或密码;多次失败后账号会被锁定数分钟',
            en: 'ZenTao does not accept the account or its password; after several failures it locks the account for minutes',
          },
        },
      ],
    },
  ],
  test: {
    operation: {
      kind: 'request',
      before: [{ name: 'user', request: { method: 'GET', path: '/user' } }],
      request: { method: 'GET', path: '/products/{connection.product}' },
    },
    account: "($exists(state.user.profile) ? state.user.profile.realname : state.user.realname) & ' · ' & body.name",
  },
});
