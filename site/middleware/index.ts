import { sequence } from 'astro:middleware';
import { forbidFraming } from './forbid-framing.ts';
import { standInForService } from './stand-in-for-service.ts';

export const onRequest = sequence(forbidFraming, standInForService);
