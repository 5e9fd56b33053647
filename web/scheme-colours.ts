/**
 * Colours of app/globals.css for places that no style sheet reaches: a browser's own frame, and documents that need
 * nothing but themselves. A test compares them.
 */
export const schemeColours = {
  light: { ground: '#e9efec', ink: '#11201c', muted: '#47594f', 'other-fill': '#2f76a8' },
  dark: { ground: '#0d1513', ink: '#e8f0ec', muted: '#a3b5ad', 'other-fill': '#6ba9d8' },
} as const;
