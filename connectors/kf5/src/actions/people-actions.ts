import { defineAction, field, form } from '@joinery/connector-sdk';
import { list } from '../operations.ts';
import { userSample, userSchema } from '../schemas.ts';

export const searchUsers = defineAction({
  title: { zh: '查找用户', en: 'Search users' },
  input: form(
    {
      query: field.text('姓名、邮箱或电话', 'Name, e-mail or phone', {
        minLength: 1,
        maxLength: 200,
        'x-sensitive': true,
      }),
    },
    ['query'],
  ),
  output: userSchema,
  sample: userSample,
  effect: { class: 'read' },
  safeToTest: true,
  operation: list('/users/search.json', 'users', { query: 'input.query' }),
});
