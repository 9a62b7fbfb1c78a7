/** The account of both providers. */
export const account = {
  id: 'smsAccessKeyIdDemo0123456789',
  secret: 'sms-access-key-secret-demo-0123',
  signName: '榫卯客服',
  sdkAppId: '1400006666',
};
