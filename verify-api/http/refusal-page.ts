import { createHash } from 'node:crypto';
import type { Problem } from '#domain/problem.ts';
import type { AppContext } from './app-environment.ts';
import { setProblemHeaders } from './problem-response.ts';
import { problemKinds } from './problem-status.ts';

const STYLE =
  'body{max-width:38em;margin:4em auto;padding:0 1em;font:17px/1.75 system-ui,sans-serif;color-scheme:light dark}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

/** A refusal as a plain Chinese page, for a form that was posted without JavaScript. */
export function refusalPage(c: AppContext, problem: Problem): Response {
  const { status, title } = problemKinds[problem.code];
  setProblemHeaders(c, problem);
  c.header('Content-Security-Policy', `default-src 'none'; style-src 'sha256-${STYLE_HASH}'`);
  return c.html(
    `<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(problem.message)}</p><p><a href="/verify/">返回核验页</a></p></main></body></html>`,
    status,
  );
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
