import type { APIContext, MiddlewareHandler, MiddlewareNext } from 'astro';
import { permissions } from '#domain/permissions.ts';
import type { StaffHere } from '#domain/staff-answers.ts';
import { askStaffApi } from './ask-staff-api.ts';
import { goOn } from './posted-form.ts';
import { STAFF_HOME, signInAddress } from './staff-addresses.ts';
import { mayEnter, roomOf } from './staff-rooms.ts';

/** For everybody. */
const OPEN = ['/staff/sign-in/', '/staff/sign-in/code/', '/staff/sign-out/'];
/** For whoever is signed in but not yet ready to work. */
const PASSWORD = '/staff/password/';
const TWO_FACTOR = '/staff/two-factor/';

/** Why a page is not shown; `/staff/refused/` shows it in its place. */
export interface Refusal {
  status: 403 | 503;
  title: string;
  sentences: string[];
}

/**
 * Stands before every page below `/staff/`: finds out who asks (`locals.staff`), asks for what is
 * still to be done first, and keeps out who may not see it. The service checks each change again.
 */
export const guardStaffPages: MiddlewareHandler = async (context, next) => {
  if (context.isPrerendered || !context.url.pathname.startsWith(STAFF_HOME)) return next();
  const response = await answer(context, next);
  response.headers.set('Cache-Control', 'no-store');
  response.headers.set('X-Robots-Tag', 'noindex');
  // With the site's `no-referrer` a form would say that it comes from nowhere.
  response.headers.set('Referrer-Policy', 'same-origin');
  return response;
};

async function answer(context: APIContext, next: MiddlewareNext): Promise<Response> {
  const { pathname, search } = context.url;
  const me = await askStaffApi<StaffHere>(context, 'GET', 'staff/me');
  const staff = me.ok ? me.body : undefined;
  context.locals.staff = staff;
  if (OPEN.includes(pathname)) return next();
  if (!me.ok && me.problem.status >= 500) {
    const sentences = [me.problem.detail];
    return refuse(context, next, { status: 503, title: '暂时打不开', sentences });
  }
  if (staff === undefined) {
    const sending = context.request.method === 'POST';
    return goOn(signInAddress(`${pathname}${search}`, sending ? 'lost' : undefined));
  }
  const first = staff.mustChangePassword ? PASSWORD : staff.enrolled ? undefined : TWO_FACTOR;
  if (first !== undefined && first !== pathname) return goOn(first);
  const room = roomOf(pathname);
  if (room === undefined || mayEnter(room, staff.permissions)) return next();
  const needed = room.anyOf.map((permission) => `“${permissions[permission]}”`).join('或');
  return refuse(context, next, {
    status: 403,
    title: '没有权限',
    sentences: [
      `“${room.label}”要有${needed}的权限，您的角色是${staff.roleLabel}，没有这一项。`,
      '工作上需要的话，请找管理员更换角色。',
    ],
  });
}

function refuse(context: APIContext, next: MiddlewareNext, refusal: Refusal): Promise<Response> {
  context.locals.refusal = refusal;
  return next('/staff/refused/');
}
