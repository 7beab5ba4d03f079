import { OperatorError } from '#domain/operator-error.ts';
import type { SettingsStore } from '../db/settings-store.ts';
import { keepPdfCertificate } from './pdf-certificates.ts';

export interface DatabaseClaim {
  production: boolean;
  /** True when a demonstration key is among the keys. */
  demo: boolean;
  /** By name, what tells each data key from another (`Vault.checkValues`). */
  keyChecks: Record<string, string>;
  signing: { kid: string; publicJwk: object; demo: boolean };
  /** PEM. */
  pdfCertificate: string;
  now: Date;
}

/** Of the settings by which a database knows its data keys. */
export const CHECK = 'key-check:';

/**
 * Ties keys and database together at first start, and refuses at every later one keys that are not
 * this database's: with another data key no report could be opened, and none would say why.
 */
export async function claimDatabase(store: SettingsStore, claim: DatabaseClaim): Promise<void> {
  for (const name of (await store.all()).keys()) {
    if (name.startsWith(CHECK) && !Object.hasOwn(claim.keyChecks, name.slice(CHECK.length))) {
      throw new OperatorError(
        `数据密钥文件 DATA_KEY_FILE 缺少数据库正在使用的主密钥（${name.slice(CHECK.length)}）；请换回原来的文件。`,
      );
    }
  }
  for (const [name, value] of Object.entries(claim.keyChecks)) {
    if ((await store.settle(`${CHECK}${name}`, value)) !== value) {
      throw new OperatorError(
        `数据密钥文件 DATA_KEY_FILE 不是这个数据库的密钥（${name}）；请换回原来的文件，否则已签发的报告都打不开。`,
      );
    }
  }
  await refuseMixture(store, claim);
  const { kid, publicJwk, demo } = claim.signing;
  await store.addSigningKey({ kid, publicJwk: { ...publicJwk }, demo, createdAt: claim.now });
  await keepPdfCertificate(store, claim.pdfCertificate);
}

async function refuseMixture(store: SettingsStore, { demo, production }: DatabaseClaim) {
  const settled = (await store.settle('demo', String(demo))) === 'true';
  if (settled && production) {
    throw new OperatorError(
      '数据库 DATABASE_URL 里是演示数据，生产模式不能使用；请换一个空数据库。',
    );
  }
  if (settled !== demo) {
    throw new OperatorError(
      settled
        ? '数据库里是演示数据，不能改用正式密钥；请换一个空数据库（DATABASE_URL 或 DATA_DIR）。'
        : '数据库里是正式数据，不能改用演示密钥；请设置原来的密钥文件。',
    );
  }
}
