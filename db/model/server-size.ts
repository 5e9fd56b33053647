/** How large a server is, by people active in a month, the smallest first. */
export const sizes = ['tiny', 'small', 'medium', 'large', 'giant'] as const;

/** One of {@link sizes}. */
export type Size = (typeof sizes)[number];

/** From so many active people on a server is small, medium, large. */
export const sizeFrom = { small: 10, medium: 100, large: 1_000 } as const;

/** A large server with more than this share of all active people is a giant. */
export const giantShare = 0.1;
