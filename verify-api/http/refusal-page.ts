import { createHash } from 'node:crypto';
import type { Problem } from '#domain/problem.ts';
import type { AppContext } from './app-environment.ts';
import { setProblemHeaders } from './problem-response.ts';
import { problemKinds } from './problem-status.ts';

/** One sentence, in a size that needs no larger one. */
const STYLE =
  'body{max-width:32em;margin:4em auto;padding:0 1em;font:1.25rem/1.75 system-ui,sans-serif;color-scheme:light dark}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

export const REFUSAL_POLICY = `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

interface Link {
  href: string;
  text: string;
}
const toVerify: Link = { href: '/verify/', text: '返回核验页' };
export const toHome: Link = { href: '/', text: '返回首页' };

/** A refusal as a plain Chinese page, for people: a form posted without JavaScript, a strange method. */
export function refusalPage(c: AppContext, problem: Problem, back: Link = toVerify): Response {
  const { status, title } = problemKinds[problem.code];
  setProblemHeaders(c, problem);
  c.header('Content-Security-Policy', REFUSAL_POLICY);
  return c.html(refusalHtml(title, problem.message, back), status);
}

/** The page itself; `title` and `sentence` are escaped here. */
export function refusalHtml(title: string, sentence: string, back: Link): string {
  return `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(sentence)}</p><p><a href="${back.href}">${back.text}</a></p></main></body></html>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
