import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { resultPage, uploadCall } from '#domain/site-forms.ts';
import type { Api, AppContext, SiteHandler } from './app-environment.ts';
import { findFile } from './find-file.ts';
import { notAllowed } from './not-allowed.ts';
import { toProblem } from './problem-response.ts';
import { LARGEST_BODY, tooLarge } from './read-body.ts';
import { refusalPage, toHome } from './refusal-page.ts';
import { requireOwnPage } from './require-permission.ts';
import { siteHeaders } from './security-headers.ts';
import { createFileServer } from './serve-file.ts';

/** What `dist/server/entry.mjs` exports in the adapter's middleware mode. */
export type PageHandler = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
  locals: { api: Api; answered?: Response | undefined },
) => Promise<void>;

export interface SiteOptions {
  /** Where the built files are, `dist/client`. */
  clientDir: string;
  pages: PageHandler;
  siteUrl: string;
  log: (line: string) => void;
}

const toStaff = { href: '/staff/', text: '返回工作台' };

/**
 * Serves the built site: files from here, pages made on demand by Astro with `locals.api`.
 * What forms send without JavaScript, `POST /verify/`, is answered by `/verify/result/`, and so are those
 * of its English page and of the check of receipts; a form of the office is answered by its own page.
 */
export function createSiteHandler({ clientDir, pages, siteUrl, log }: SiteOptions): SiteHandler {
  const root = path.resolve(clientDir);
  const headers = Object.entries(siteHeaders(siteUrl));
  const serveFile = createFileServer(root);

  async function notFound(c: AppContext): Promise<Response> {
    const page = await findFile(root, '/404.html');
    return page?.kind === 'file' ? serveFile(c, page, 404) : c.text('没有这个页面', 404);
  }

  return async function site(c, api) {
    for (const [name, value] of headers) c.header(name, value);
    const ofOffice = /^\/staff\/([\w-]+\/)*$/.test(c.req.path);
    const takesForm = ofOffice || resultPage(c.req.path) !== undefined;
    if (c.req.method === 'POST' && takesForm) {
      return ofOffice ? officeForm(c, api) : postedForm(c, api);
    }
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      const methods = takesForm ? ['GET', 'POST'] : ['GET'];
      return refusalPage(c, notAllowed(c, ...methods), toHome);
    }
    const found = await findFile(root, c.req.path);
    if (found?.kind === 'file') return serveFile(c, found);
    if (found?.kind === 'redirect') {
      return c.redirect(`${found.location}${new URL(c.req.url).search}`, 301);
    }
    return (await onDemand(c, api)) ?? withSlash(c) ?? notFound(c);
  };

  async function postedForm(c: AppContext, api: Api): Promise<Response> {
    if (Number(c.req.header('Content-Length') ?? 0) > LARGEST_BODY) {
      return refusalPage(c, tooLarge());
    }
    if (c.env?.incoming !== undefined) c.env.incoming.url = resultPage(c.req.path) ?? c.req.path;
    return (await onDemand(c, api)) ?? notFound(c);
  }

  /** Its cookie comes along whoever made the form, so a form on another site is refused. */
  async function officeForm(c: AppContext, api: Api): Promise<Response> {
    try {
      requireOwnPage(c);
      const upload = uploadCall(c.req.path, c.req.header('Content-Type'));
      if (upload !== undefined) {
        return (await onDemand(c, api, await api(sentOn(c, upload)))) ?? notFound(c);
      }
      if (Number(c.req.header('Content-Length') ?? 0) > LARGEST_BODY) throw tooLarge();
    } catch (error) {
      return refusalPage(c, toProblem(error, log), toStaff);
    }
    return (await onDemand(c, api)) ?? notFound(c);
  }

  /** The form as it comes, in the name of whoever sends it. */
  function sentOn(c: AppContext, path: string): Request {
    const headers = new Headers();
    for (const name of ['Cookie', 'Content-Type', 'Content-Length']) {
      const value = c.req.header(name);
      if (value !== undefined) headers.set(name, value);
    }
    // A body that is sent as it comes has to be called half duplex, which the type does not know.
    const init = { method: 'POST', headers, body: c.req.raw.body, duplex: 'half' };
    return new Request(`http://internal${path}`, init as RequestInit);
  }

  /** `/search?q=x` means `/search/?q=x`; a folder of files has been sent there already. */
  function withSlash(c: AppContext): Response | undefined {
    if (!/^(\/[\w-]+)+$/.test(c.req.path)) return undefined;
    return c.redirect(`${c.req.path}/${new URL(c.req.url).search}`, 301);
  }

  /** Undefined when Astro has no such page. */
  async function onDemand(
    c: AppContext,
    api: Api,
    answered?: Response,
  ): Promise<Response | undefined> {
    const { incoming, outgoing } = c.env ?? {};
    if (incoming === undefined || outgoing === undefined) return undefined;
    // Before handing over: once Astro has begun to answer, no header can be added.
    for (const [name, value] of headers) outgoing.setHeader(name, value);
    outgoing.setHeader('Cache-Control', 'no-store');
    const start = performance.now();
    let known = true;
    await pages(incoming, outgoing, () => (known = false), { api, answered });
    if (!known) {
      outgoing.removeHeader('Cache-Control');
      return undefined;
    }
    log(`${c.req.method} page ${outgoing.statusCode} ${Math.round(performance.now() - start)}ms`);
    return RESPONSE_ALREADY_SENT;
  }
}
