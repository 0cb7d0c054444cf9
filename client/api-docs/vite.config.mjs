// Builds the page into ../dist, beside the client, under names of its own.
export default {
  base: '/',
  build: {
    outDir: '../dist',
    emptyOutDir: false,
    target: 'es2022',
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1400,
    rolldownOptions: {
      input: 'docs.html',
      output: {
        entryFileNames: 'assets/api-docs-[hash].js',
        chunkFileNames: 'assets/api-docs-[name]-[hash].js',
        assetFileNames: 'assets/api-docs-[name]-[hash][extname]',
      },
    },
  },
  experimental: {
    renderBuiltUrl(filename, { hostType }) {
      return hostType === 'html' ? `/${filename}` : { relative: true };
    },
  },
};
