import type { Bilingual, Role } from '@joinery/contracts';

export const roleTitles: Readonly<Record<Role, Bilingual>> = {
  owner: { zh: '所有者', en: 'Owner' },
  admin: { zh: '管理员', en: 'Administrator' },
  implementer: { zh: '实施人员', en: 'Implementer' },
  operator: { zh: '运维人员', en: 'Operator' },
  partner: { zh: '伙伴', en: 'Partner' },
  viewer: { zh: '只读', en: 'Viewer' },
};
