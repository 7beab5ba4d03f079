/** Path of the picture that stands for a page where links are shared: 1200 × 630, any bank's. */
export const SHARED_PICTURE = '/share.png';
