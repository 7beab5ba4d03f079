import type { Bank } from '#domain/bank.ts';
import type { ReportStore } from '../db/report-store.ts';
import type { ReportPrinter } from './report-printer.ts';

/** The data key of one report; each `field` is sealed apart and opens nowhere else. */
export interface ReportKey {
  seal(field: string, plaintext: Uint8Array): Uint8Array;
  unseal(field: string, sealed: Uint8Array): Uint8Array;
}

export interface Vault {
  makeKey(number: string): { key: ReportKey; wrappedKey: Uint8Array; masterKeyVersion: string };
  openKey(number: string, wrappedKey: Uint8Array, masterKeyVersion: string): ReportKey;
  keyedHash(purpose: string, text: string): Uint8Array;
}

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
