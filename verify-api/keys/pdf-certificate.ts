import { createPrivateKey, X509Certificate } from 'node:crypto';
import { OperatorError } from '#domain/operator-error.ts';

export interface PdfCertificate {
  certPem: string;
  keyPem: string;
  demo: boolean;
}

/** PDF_CERT_FILE and PDF_KEY_FILE, both PEM; a subject that says DEMO or 演示 marks a demonstration. */
export function parsePdfCertificate(
  certPem: string,
  keyPem: string,
  files: { cert: string; key: string },
): PdfCertificate {
  const certificate = attempt(
    () => new X509Certificate(certPem),
    `PDF 证书文件 ${files.cert} 有误：应为 PEM 格式的 X.509 证书。`,
  );
  const key = attempt(
    () => createPrivateKey(keyPem),
    `PDF 私钥文件 ${files.key} 有误：应为未加密的 PEM 私钥。`,
  );
  if (!certificate.checkPrivateKey(key)) {
    throw new OperatorError(`PDF 私钥文件 ${files.key} 与证书 ${files.cert} 不是一对。`);
  }
  return { certPem, keyPem, demo: /DEMO|演示/i.test(certificate.subject) };
}

function attempt<T>(action: () => T, sentence: string): T {
  try {
    return action();
  } catch {
    throw new OperatorError(sentence);
  }
}
