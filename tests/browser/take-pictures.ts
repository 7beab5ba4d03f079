/** `npm run pictures`: the pictures of README and of the editors' guide, taken from the running product so that they stay true. */
import { mkdir } from 'node:fs/promises';
import { launchBrowser } from '../support/browser.ts';
import { startProduct } from './running-product.ts';
import { takeGuidePictures } from './take-guide-pictures.ts';

const FOLDER = '.pictures';
const product = await startProduct();
const browser = await launchBrowser();
await mkdir(FOLDER, { recursive: true });

const { url, demo } = product;
const shots = [
  { name: 'home', path: '/', width: 1280, height: 860 },
  { name: 'certificate', path: '/certificates/NCRE-1/', width: 1280, height: 860 },
  { name: 'verify', path: demo.valid.verifyUrl.slice(url.length), width: 1280, height: 860 },
  { name: 'verify-phone', path: demo.revoked.verifyUrl.slice(url.length), width: 360, height: 740 },
];
for (const { name, path, width, height } of shots) {
  const page = await browser.newPage({ viewport: { width, height }, locale: 'zh-CN' });
  await page.goto(url + path, { waitUntil: 'networkidle' });
  await page.screenshot({ path: `${FOLDER}/${name}.png` });
  await page.close();
}
await browser.close();
await product.stop();
console.log(`已更新 ${FOLDER}/ 中的 ${shots.length} 张图片。`);
console.log(`已更新使用说明中的 ${await takeGuidePictures()} 张图片。`);
