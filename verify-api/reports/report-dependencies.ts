import type { Bank } from '#domain/bank.ts';
import type { Vault } from '#domain/vault.ts';
import type { ReportStore } from '../db/report-store.ts';
import type { ReportPrinter } from './report-printer.ts';

/** What the use cases are given; nothing here is looked up elsewhere. */
export interface ReportDependencies {
  bank: Bank;
  /** The origin printed on reports, `https://bank.example.cn`. */
  siteUrl: string;
  store: ReportStore;
  vault: Vault;
  signing: { kid: string; sign(input: Uint8Array): Uint8Array };
  printer: ReportPrinter;
  /** True when a demonstration key signs. */
  demo: boolean;
  clock: () => Date;
  /** Bytes from a CSPRNG. */
  random: (length: number) => Uint8Array;
}
