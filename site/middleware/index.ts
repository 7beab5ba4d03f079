export { standInForService as onRequest } from './stand-in-for-service.ts';
