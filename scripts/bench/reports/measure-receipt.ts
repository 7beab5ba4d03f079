import { signReceipt } from '#domain/receipt.ts';
import { makeDemoSigningKey, parseSigningKey } from '../../../verify-api/keys/signing-key.ts';

const WARM_UP = 2_000;
const TIMES = 20_000;

/** Microseconds of CPU that one receipt costs. */
export async function measureReceipt(): Promise<number> {
  const key = parseSigningKey(makeDemoSigningKey(), 'signing-key.json');
  const receipt = {
    version: 1 as const,
    iss: 'bench',
    number: '31264817392055164342',
    result: 'valid' as const,
    checkedAt: new Date().toISOString(),
    credentialSha256: '0'.repeat(64),
    demo: true,
  };
  const sign = () => signReceipt(receipt, key.kid, (input) => key.sign(input));
  for (let done = 0; done < WARM_UP; done += 1) await sign();
  const before = process.cpuUsage();
  for (let done = 0; done < TIMES; done += 1) await sign();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / TIMES;
}
