import { z } from 'zod';
import { area } from './variable.ts';

export const keyConfig = area({
  key: {
    name: 'JOINERY_KEY',
    schema: z.string().min(1).optional(),
    unset: { zh: 'JOINERY_KEY_FILE', en: 'JOINERY_KEY_FILE' },
    text: {
      zh: '加密全部密钥的主密钥,32 字节,十六进制或 base64。请备份:丢失后已存的密钥无法恢复。',
      en: 'Master key that seals every secret: 32 bytes in hexadecimal or base64. Back it up: without it stored secrets are lost.',
    },
  },
  keyFile: {
    name: 'JOINERY_KEY_FILE',
    schema: z.string().min(1).optional(),
    unset: { zh: 'DATA_DIR/master.key(首次启动时生成)', en: 'DATA_DIR/master.key, made at the first start' },
    text: { zh: '主密钥所在的文件。', en: 'File that holds the master key.' },
  },
  previousKey: {
    name: 'JOINERY_KEY_PREVIOUS',
    schema: z.string().min(1).optional(),
    unset: { zh: '无', en: 'none' },
    text: {
      zh: '更换主密钥时填写旧的主密钥,启动后会在线重新加密,完成后即可删除。',
      en: 'The old master key while it is being replaced; everything is rewrapped at the start, then it can be removed.',
    },
  },
});
