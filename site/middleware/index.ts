import { sequence } from 'astro:middleware';
import { guardStaffPages } from '../features/staff/guard-staff-pages.ts';
import { standInForService } from './stand-in-for-service.ts';

export const onRequest = sequence(standInForService, guardStaffPages);
