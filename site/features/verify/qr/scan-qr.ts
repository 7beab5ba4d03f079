/** Reads a report's QR code by camera or from a photo; loaded when one asks for it. */
import type { VerifyInput } from '../split-input.ts';
import type { VerifyWords } from '../words/chinese.ts';
import { decodeFrame, decodePhoto } from './decode-qr.ts';
import { readQrAddress } from './read-qr-address.ts';
import { type ScanWords, scanWords } from './scan-words.ts';

const MS_BETWEEN_FRAMES = 120;

export interface Scan {
  lang: VerifyWords['lang'];
  /** The public address of the page, as printed on reports. */
  verifyUrl: string;
  video: HTMLVideoElement;
  /** Shows a sentence; a fault is shown as such. */
  say(sentence: string, fault?: boolean): void;
  found(input: VerifyInput): void;
}

/** Opens the camera and looks until a report's code is seen or `stop` is called. */
export async function scanByCamera(scan: Scan, stop: AbortSignal): Promise<void> {
  const words = scanWords(scan.lang);
  const stream = await openCamera(scan, words);
  if (stream === undefined) return;
  const { video } = scan;
  const close = () => {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  };
  try {
    video.srcObject = stream;
    await video.play();
    scan.say(words.looking);
    // Also ends when the page is put away or drawn anew: no camera stays on unseen.
    while (!stop.aborted && video.isConnected && document.visibilityState === 'visible') {
      const { videoWidth: width, videoHeight: height } = video;
      const texts = width > 0 ? await decodeFrame({ source: video, width, height }) : [];
      if (stop.aborted) return;
      if (texts.length > 0 && accept(texts, scan, words)) return;
      await new Promise((resolve) => setTimeout(resolve, MS_BETWEEN_FRAMES));
    }
  } catch {
    if (!stop.aborted) scan.say(words.failed, true);
  } finally {
    close();
  }
}

async function openCamera(scan: Scan, words: ScanWords): Promise<MediaStream | undefined> {
  scan.say(words.starting);
  try {
    return await navigator.mediaDevices.getUserMedia({
      video: { facingMode: 'environment', width: { ideal: 1280 } },
    });
  } catch (error) {
    const denied = error instanceof DOMException && error.name === 'NotAllowedError';
    scan.say(denied ? words.denied : words.noCamera, true);
    return undefined;
  }
}

/** Looks for a report's code in a photo, on this device alone. */
export async function scanPhoto(file: File, scan: Omit<Scan, 'video'>): Promise<void> {
  const words = scanWords(scan.lang);
  scan.say(words.reading);
  let source: ImageBitmap;
  try {
    source = await createImageBitmap(file);
  } catch {
    scan.say(words.unreadable, true);
    return;
  }
  try {
    const { width, height } = source;
    const texts = await decodePhoto({ source, width, height });
    if (texts.length === 0) scan.say(words.nothing, true);
    else accept(texts, scan, words);
  } catch {
    scan.say(words.failed, true);
  } finally {
    source.close();
  }
}

/** Takes the report among the codes seen, or says why there is none. */
function accept(texts: readonly string[], scan: Omit<Scan, 'video'>, words: ScanWords): boolean {
  const site = new URL(scan.verifyUrl);
  const read = texts.map((text) => readQrAddress(text, [site.origin, location.origin]));
  for (const address of read) {
    if (!('input' in address)) continue;
    scan.found(address.input);
    return true;
  }
  const [other] = read.flatMap((address) =>
    'otherSite' in address ? (address.otherSite ?? []) : [],
  );
  scan.say(other === undefined ? words.notReport : words.otherSite(other, site.host), true);
  return false;
}
