/** Name that robots.txt and X-Robots-Tag address us by (RFC 9309, section 2.2.1). */
export const productToken = 'fedicensus';
