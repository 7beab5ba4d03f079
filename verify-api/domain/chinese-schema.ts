import { z } from 'zod';
import { zhCN } from 'zod/locales';

/** Zod with its own messages in Chinese; every schema of the product is made with this `z`. */
z.config(zhCN());

export { z };
