import source from '@content/bank.yaml?raw';
import { parse } from 'yaml';
import { type Bank, bankSchema } from '#domain/bank.ts';

let read: Bank | undefined;

/**
 * Whose bank this is. The file is taken into the build, so that pages answered on demand need no
 * content directory at run time; the service is restarted with each build.
 */
export function bank(): Bank {
  read ??= bankSchema.parse(parse(source));
  return read;
}
