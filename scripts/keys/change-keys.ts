import { createHash, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { TERMINAL_ACTOR } from '#domain/actor.ts';
import { chinaDate, formatChineseDate } from '#domain/china-date.ts';
import { OperatorError } from '#domain/operator-error.ts';
import {
  addMasterKey,
  newestVersion,
  parseDataKeyFile,
  removeMasterKey,
  useMasterKey,
} from '../../verify-api/keys/data-key-file.ts';
import { parsePdfCertificate } from '../../verify-api/keys/pdf-certificate.ts';
import { keepRetired, replaceKeyFile } from '../../verify-api/keys/replace-key-file.ts';
import { makeSigningKey, parseSigningKey } from '../../verify-api/keys/signing-key.ts';
import { makeVault } from '../../verify-api/keys/vault.ts';
import { certificateFault } from '../../verify-api/pdf/certificate-validity.ts';
import { CHECK } from '../../verify-api/reports/claim-database.ts';
import {
  keepPdfCertificate,
  readPdfCertificates,
} from '../../verify-api/reports/pdf-certificates.ts';
import { rewrapKeys } from '../../verify-api/reports/rewrap-keys.ts';
import type { KeyRoom } from './key-room.ts';

export async function listKeys({ files, keys, settings, wrappedKeys }: KeyRoom): Promise<void> {
  const { current, masterKeys } = parseDataKeyFile(await read(files.dataKey), files.dataKey);
  const counts = await wrappedKeys.countByVersion();
  console.log(`主密钥（${files.dataKey}）：`);
  for (const version of Object.keys(masterKeys)) {
    const use = version === current ? '，在用' : '';
    console.log(`  ${version}\t${counts.get(version) ?? 0} 份${use}`);
  }
  console.log('签名密钥：');
  for (const { publicJwk } of await settings.signingKeys()) {
    const use = publicJwk['kid'] === keys.signing.kid ? '在用' : '已停用，公钥照样公布';
    console.log(`  ${publicJwk['kid']}\t${use}`);
  }
  console.log('PDF 证书：');
  for (const pem of await readPdfCertificates(settings)) {
    const { subject, validToDate } = new X509Certificate(pem);
    const until = formatChineseDate(chinaDate(validToDate));
    const use = pem === keys.certificate.certPem ? '在用' : '已停用，照样公布';
    console.log(`  ${subject.replaceAll('\n', ', ')}\t有效期到${until}\t${use}`);
  }
}

/** Known to every service before it is used: those that do not hold it could not read what it wraps. */
export async function addMasterKeyTo({ files, settings, random }: KeyRoom): Promise<void> {
  const { version, text } = addMasterKey(await read(files.dataKey), random);
  await replaceKeyFile(files.dataKey, text);
  const checks = makeVault(parseDataKeyFile(text, files.dataKey), random).checkValues();
  const name = `master:${version}`;
  await settings.settle(`${CHECK}${name}`, checks[name] as string);
  console.log(`已新增主密钥 ${version}，还没有使用。`);
  console.log(`服务在几台机器上运行的，先把 ${files.dataKey} 复制到每一台；备份一次，再运行：`);
  console.log('  npm run keys -- rewrap');
}

export async function rewrapAll({ files, wrappedKeys, random, clock }: KeyRoom): Promise<void> {
  let text = await read(files.dataKey);
  const { current, masterKeys } = parseDataKeyFile(text, files.dataKey);
  const newest = newestVersion(masterKeys) ?? current;
  if (newest !== current) {
    text = useMasterKey(text, newest);
    await replaceKeyFile(files.dataKey, text);
    console.log(`新签发的报告从现在起使用主密钥 ${newest}。`);
  }
  const vault = makeVault(parseDataKeyFile(text, files.dataKey), random);
  const done = await rewrapKeys(
    { keys: wrappedKeys, vault, clock },
    {
      current: newest,
      actor: TERMINAL_ACTOR,
      onStep: (keys) => {
        if (keys % 10_000 === 0) console.log(`已更换 ${keys} 份……`);
      },
    },
  );
  console.log(`更换完毕，共 ${done} 份。`);
  const counts = await wrappedKeys.countByVersion();
  for (const version of Object.keys(masterKeys).filter((each) => each !== newest)) {
    const left = counts.get(version) ?? 0;
    console.log(
      left === 0
        ? `主密钥 ${version} 已经没有任何一份在用，可以移走：npm run keys -- remove-master-key ${version}`
        : `主密钥 ${version} 还有 ${left} 份在用（有的服务还在用旧文件），请再运行一次。`,
    );
  }
}

export async function removeMasterKeyFrom(
  { files, settings, wrappedKeys }: KeyRoom,
  version: string,
): Promise<void> {
  const text = await read(files.dataKey);
  const { current, masterKeys } = parseDataKeyFile(text, files.dataKey);
  if (!Object.hasOwn(masterKeys, version)) throw new OperatorError(`没有主密钥 ${version}。`);
  if (version === current) throw new OperatorError(`主密钥 ${version} 正在使用，不能移走。`);
  const left = (await wrappedKeys.countByVersion()).get(version) ?? 0;
  if (left > 0) {
    throw new OperatorError(
      `主密钥 ${version} 还有 ${left} 份在用，不能移走；请先运行 npm run keys -- rewrap。`,
    );
  }
  const removed = removeMasterKey(text, version);
  const kept = await keepRetired(files.dataKey, `data-key-${version}.json`, removed.retired);
  await settings.forget(`${CHECK}master:${version}`);
  await replaceKeyFile(files.dataKey, removed.text);
  console.log(`已移走主密钥 ${version}，存放在 ${kept}。`);
  console.log('以前的备份自带当时的密钥；确认不再需要，可以把它销毁。');
}

export async function changeSigningKey({ files, keys, settings, clock }: KeyRoom): Promise<void> {
  const text = makeSigningKey({ demo: keys.signing.demo });
  const { kid, publicJwk, demo } = parseSigningKey(text, files.signingKey);
  // Published before anything is signed with it.
  await settings.addSigningKey({ kid, publicJwk: { ...publicJwk }, demo, createdAt: clock() });
  const old = await read(files.signingKey);
  const kept = await keepRetired(files.dataKey, `signing-key-${keys.signing.kid}.json`, old);
  await replaceKeyFile(files.signingKey, text);
  console.log(`已换成签名密钥 ${kid}，旧的存放在 ${kept}，它的公钥照样公布。`);
  console.log('请备份一次，然后重新启动服务；在此之前仍用旧密钥签名。');
}

export async function changeCertificate(
  { files, keys, settings, clock }: KeyRoom,
  certFile: string,
  keyFile: string,
): Promise<void> {
  const [certPem, keyPem] = [await read(certFile), await read(keyFile)];
  const next = parsePdfCertificate(certPem, keyPem, { cert: certFile, key: keyFile });
  if (next.demo && !keys.certificate.demo) {
    throw new OperatorError(`${certFile} 是演示证书，不能用于正式签发。`);
  }
  const fault = certificateFault(new X509Certificate(certPem), clock());
  if (fault !== undefined) throw new OperatorError(`没有更换：${fault}`);
  const old = keys.certificate;
  await keepPdfCertificate(settings, old.certPem);
  await keepPdfCertificate(settings, certPem);
  const name = createHash('sha256').update(old.certPem).digest('hex').slice(0, 16);
  await keepRetired(files.dataKey, `pdf-certificate-${name}.pem`, old.certPem);
  const kept = await keepRetired(files.dataKey, `pdf-key-${name}.pem`, old.keyPem);
  await replaceKeyFile(files.pdfKey, keyPem);
  await replaceKeyFile(files.pdfCert, certPem);
  console.log(`已更换 PDF 签名证书，旧的存放在 ${path.dirname(kept)}，照样公布。`);
  console.log('请备份一次，然后重新启动服务；在此之前仍用旧证书签名。');
}

async function read(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new OperatorError(`无法读取 ${file}（${(error as NodeJS.ErrnoException).code}）。`);
  }
}
