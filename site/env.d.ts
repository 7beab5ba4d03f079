/// <reference types="astro/client" />

declare namespace App {
  interface Locals {
    /**
     * The service's own `fetch`, handed over by the server in front (one process, no socket).
     * Pages answered on demand ask it for `http://internal/api/v1/…`; missing in a static build.
     */
    api?: (request: Request) => Promise<Response>;
    /** The service's answer to a form with a file, which goes to it before its page is drawn. */
    answered?: Response | undefined;
    /** Below `/staff/`: who is signed in, and why a page is not shown (guard-staff-pages.ts). */
    staff?: import('#domain/staff-answers.ts').StaffHere | undefined;
    refusal?: import('./features/staff/guard-staff-pages.ts').Refusal | undefined;
  }
}

declare module '@content/bank.yaml?raw' {
  const text: string;
  export default text;
}

/** See site/ui/content-modules.ts. */
declare module 'virtual:bank.css';
declare module 'virtual:empty-sections' {
  const addresses: readonly string[];
  export default addresses;
}
