/** What somebody may do, a closed list; an API key holds some of them as its scopes. */
export const permissions = {
  issue: '签发报告，查找和查看报告',
  revoke: '撤销报告',
  release: '复核并放行他人准备的报告',
  'verify-batch': '批量核验',
  'edit-content': '编辑内容',
  'review-content': '审核内容',
  'manage-staff': '管理账号',
  'manage-keys': '管理接口密钥',
  'read-audit': '查看操作记录',
} as const;
export type Permission = keyof typeof permissions;

/** What an API key may be given. */
export const keyScopes = ['issue', 'revoke', 'verify-batch'] as const satisfies Permission[];
export type KeyScope = (typeof keyScopes)[number];

/** The roles of an office; each staff account has one. */
export const roles = {
  issuer: { label: '签发员', permissions: ['issue', 'revoke', 'verify-batch'] },
  reviewer: {
    label: '复核员',
    permissions: ['issue', 'release', 'review-content', 'verify-batch'],
  },
  editor: { label: '编辑', permissions: ['edit-content'] },
  administrator: {
    label: '管理员',
    permissions: ['manage-staff', 'manage-keys', 'read-audit', 'edit-content', 'review-content'],
  },
} as const satisfies Record<string, { label: string; permissions: Permission[] }>;
export type Role = keyof typeof roles;
export const roleNames = Object.keys(roles) as [Role, ...Role[]];
