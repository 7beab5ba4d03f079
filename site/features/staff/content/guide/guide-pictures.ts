import type { ImageMetadata } from 'astro';

const pictures = import.meta.glob<{ default: ImageMetadata }>('./pictures/*.png', { eager: true });

/** Throws for a name without a picture, so that the build says what is missing. */
export function guidePictures(name: string): ImageMetadata {
  const found = pictures[`./pictures/${name}.png`]?.default;
  if (found === undefined) throw new Error(`no picture of the guide: ${name} (npm run pictures)`);
  return found;
}
