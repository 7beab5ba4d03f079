import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { OperatorError } from '#domain/operator-error.ts';

export interface PdfCertificate {
  certPem: string;
  keyPem: string;
  demo: boolean;
}

interface Files {
  cert: string;
  key: string;
}

/**
 * PDF_CERT_FILE and PDF_KEY_FILE, both PEM; a subject that says DEMO or 演示 marks a demonstration.
 * A kind of key that PadesSigner cannot use is refused here, where it can be told in a sentence.
 * Whether the certificate is valid today is asked at each signature: verification must go on without it.
 */
export function parsePdfCertificate(certPem: string, keyPem: string, files: Files): PdfCertificate {
  const certificate = attempt(
    () => new X509Certificate(certPem),
    `PDF 证书文件 ${files.cert} 有误：应为 PEM 格式的 X.509 证书。`,
  );
  const key = attempt(
    () => createPrivateKey(keyPem),
    `PDF 私钥文件 ${files.key} 有误：应为未加密的 PEM 私钥。`,
  );
  if (!canSign(key)) {
    throw new OperatorError(
      `PDF 私钥文件 ${files.key} 的算法不受支持；请换成 EC P-256、EC P-384 或 RSA 的私钥和证书。`,
    );
  }
  if (!certificate.checkPrivateKey(key)) {
    throw new OperatorError(`PDF 私钥文件 ${files.key} 与证书 ${files.cert} 不是一对。`);
  }
  return { certPem, keyPem, demo: /DEMO|演示/i.test(certificate.subject) };
}

/** The same kinds as in pdf/pades-signer.ts; RSA-PSS keys (`rsa-pss`) are not among them. */
function canSign(key: KeyObject): boolean {
  const curve = key.asymmetricKeyDetails?.namedCurve;
  return key.asymmetricKeyType === 'rsa' || curve === 'prime256v1' || curve === 'secp384r1';
}

function attempt<T>(action: () => T, sentence: string): T {
  try {
    return action();
  } catch {
    throw new OperatorError(sentence);
  }
}
