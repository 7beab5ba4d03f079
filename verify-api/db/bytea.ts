import { customType } from 'drizzle-orm/pg-core';

/** `bytea`, which postgres.js gives back as a Buffer and PGlite as a Uint8Array. */
export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => 'bytea',
});
