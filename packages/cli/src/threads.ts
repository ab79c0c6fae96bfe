/**
 * Each statement that the engine works on holds a thread of the process, and so do files and packing. With the four that
 * there are by default, a few long questions beside an import would hold up everything. Imported before anything else:
 * the number counts only until the first thread is used.
 */
process.env['UV_THREADPOOL_SIZE'] ??= '12';
