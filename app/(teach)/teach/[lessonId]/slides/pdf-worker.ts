// The worker in which documents are read: the library's own, with the built-ins that an older browser lacks.
import '@/app/polyfills'
import 'pdfjs-dist/legacy/build/pdf.worker.min.mjs'
