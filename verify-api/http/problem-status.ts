import type { ProblemCode } from '#domain/problem.ts';

interface Kind {
  status: 400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503;
  title: string;
}

/** The one place where a problem meets HTTP. */
export const problemKinds: Record<ProblemCode, Kind> = {
  'invalid-json': { status: 400, title: '不是有效的 JSON' },
  'validation-failed': { status: 422, title: '内容有误' },
  'unprintable-characters': { status: 422, title: '有无法打印的字' },
  'malformed-number': { status: 422, title: '报告编号有误' },
  'malformed-code': { status: 422, title: '验证码有误' },
  'number-not-found': { status: 404, title: '查无此编号' },
  'code-mismatch': { status: 403, title: '验证码不符' },
  'report-erased': { status: 410, title: '个人信息已删除' },
  'cannot-verify': { status: 503, title: '暂时无法核验' },
  unauthorized: { status: 401, title: '需要登录或有效的密钥' },
  forbidden: { status: 403, title: '没有权限' },
  'sign-in-failed': { status: 401, title: '没有登录' },
  'code-refused': { status: 401, title: '动态口令不对' },
  'already-enrolled': { status: 409, title: '已经绑定' },
  'last-administrator': { status: 409, title: '最后一个管理员' },
  'needs-release': { status: 409, title: '须经复核' },
  'own-work': { status: 409, title: '须由他人复核' },
  'already-decided': { status: 409, title: '已有人处理' },
  conflict: { status: 409, title: '已有别的改动' },
  'idempotency-conflict': { status: 409, title: '幂等键冲突' },
  'already-revoked': { status: 409, title: '已经撤销' },
  'cannot-supersede': { status: 409, title: '不能换发' },
  'payload-too-large': { status: 413, title: '内容太大' },
  'unsupported-media-type': { status: 415, title: '不支持的内容类型' },
  'not-found': { status: 404, title: '没有这个地址' },
  'method-not-allowed': { status: 405, title: '不支持的方法' },
  'too-many-requests': { status: 429, title: '尝试次数过多' },
  unavailable: { status: 503, title: '服务暂时不可用' },
  internal: { status: 500, title: '服务器内部错误' },
};
