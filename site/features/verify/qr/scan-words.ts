import type { VerifyWords } from '../words/chinese.ts';

const chinese = {
  starting: '正在打开相机……',
  reading: '正在识别照片……',
  looking: '请把报告首页右上角的二维码放进画面。',
  denied: '没有得到使用相机的许可。可以改用照片，或者输入编号和验证码。',
  noCamera: '没有可用的相机。可以改用照片，或者输入编号和验证码。',
  unreadable: '这个文件不能当作照片打开，请换一张。',
  nothing: '照片里没有认出二维码。请拍近一些、拍正一些、光线亮一些，或者输入编号和验证码。',
  otherSite: (host: string, ours: string) =>
    `这个二维码通往 ${host}，不是本站（${ours}），没有打开。在别的网站上“核验通过”不能说明报告是真的，请在这里输入编号和验证码。`,
  notReport: '这个二维码不是报告的核验二维码，没有打开。',
  failed: '识别程序没能载入，请检查网络，或者输入编号和验证码。',
};

export type ScanWords = typeof chinese;

const english: ScanWords = {
  starting: 'Opening the camera…',
  reading: 'Reading the photo…',
  looking: 'Hold the QR code at the top right of the first page into the picture.',
  denied: 'The camera may not be used. Use a photo instead, or enter number and code.',
  noCamera: 'There is no camera to use. Use a photo instead, or enter number and code.',
  unreadable: 'This file cannot be opened as a photo. Please choose another one.',
  nothing:
    'No QR code was found in the photo. Go closer, hold straight, find more light, or enter number and code.',
  otherSite: (host, ours) =>
    `This QR code leads to ${host}, not to this site (${ours}), and was not opened. What another site calls genuine proves nothing: please enter number and code here.`,
  notReport: 'This is not the QR code of a report; it was not opened.',
  failed: 'The reader could not be loaded. Check the connection, or enter number and code.',
};

export function scanWords(lang: VerifyWords['lang']): ScanWords {
  return lang === 'en' ? english : chinese;
}
