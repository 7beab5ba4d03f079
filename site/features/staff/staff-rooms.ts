import type { Permission } from '#domain/permissions.ts';

/** A part of the office: a link in its header and on its home page, for whoever may go in. */
export interface StaffRoom {
  label: string;
  href: `/staff/${string}/`;
  /** One of these is needed for every page below `href`. */
  anyOf: readonly [Permission, ...Permission[]];
  /** One sentence for the home page. */
  purpose: string;
}

/** In the order of the header. A page that is added here has its links and its guard. */
export const staffRooms: readonly StaffRoom[] = [
  {
    label: '报告',
    href: '/staff/reports/',
    anyOf: ['issue'],
    purpose: '签发报告；查找、查看、打印、换发、撤销已经签发的报告。',
  },
  {
    label: '批量签发',
    href: '/staff/batches/',
    anyOf: ['issue'],
    purpose: '上传 Excel 名单，逐行检查，一次签发许多份报告。',
  },
  {
    label: '内容',
    href: '/staff/content/',
    anyOf: ['edit-content', 'review-content'],
    purpose: '写新闻、文档和指南，送审，发布到网站；用 Excel 更新目录。',
  },
  {
    label: '账号',
    href: '/staff/people/',
    anyOf: ['manage-staff'],
    purpose: '新增、停用账号，换角色，重设密码和动态口令。',
  },
  {
    label: '接口密钥',
    href: '/staff/keys/',
    anyOf: ['manage-keys'],
    purpose: '给别的系统签发、核验报告用的密钥。',
  },
  {
    label: '操作记录',
    href: '/staff/audit/',
    anyOf: ['read-audit'],
    purpose: '谁在什么时候做了什么。',
  },
];

/** The rooms that somebody with these permissions may go into. */
export function roomsFor(permissions: readonly Permission[]): StaffRoom[] {
  return staffRooms.filter((room) => mayEnter(room, permissions));
}

/** The room that a page of the office lies in. */
export function roomOf(pathname: string): StaffRoom | undefined {
  return staffRooms.find(({ href }) => pathname.startsWith(href));
}

export function mayEnter({ anyOf }: StaffRoom, permissions: readonly Permission[]): boolean {
  return anyOf.some((permission) => permissions.includes(permission));
}
