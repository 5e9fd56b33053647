/** Tailwind reads its theme from app/globals.css; there is no other configuration. */
export default { plugins: { '@tailwindcss/postcss': {} } };
