/* The system's zlib behind functions that a Java interface can have: lengths are checked here, results are values. */
#include <stdint.h>

/* What is used of zlib.h, so that the library alone is enough to build this: every Debian has it, few have zlib1g-dev. */
const char *zlibVersion(void);
const char *zError(int);
unsigned long crc32_z(unsigned long, const unsigned char *, unsigned long);
unsigned long adler32_z(unsigned long, const unsigned char *, unsigned long);
unsigned long compressBound(unsigned long);
int compress2(unsigned char *, unsigned long *, const unsigned char *, unsigned long, int);
int uncompress(unsigned char *, unsigned long *, const unsigned char *, unsigned long);
#define Z_OK 0

const char *zlib_version(void) {
  return zlibVersion();
}

const char *zlib_error(int status) {
  return zError(status);
}

uint32_t zlib_crc32(const unsigned char *data, int length) {
  return (uint32_t)crc32_z(0, data, (unsigned long)length);
}

uint32_t zlib_adler32(const unsigned char *data, int length) {
  return (uint32_t)adler32_z(1, data, (unsigned long)length);
}

/* How many bytes `length` bytes take at most when they are compressed. */
int64_t zlib_bound(int length) {
  return (int64_t)compressBound((unsigned long)length);
}

/* The bytes written to `out`, or a negative status of zlib. */
int zlib_compress(const unsigned char *data, int length, int level, unsigned char *out, int capacity) {
  unsigned long written = (unsigned long)capacity;
  int status = compress2(out, &written, data, (unsigned long)length, level);
  return status == Z_OK ? (int)written : status;
}

/* The same the other way; Z_BUF_ERROR where `out` is too small. */
int zlib_uncompress(const unsigned char *data, int length, unsigned char *out, int capacity) {
  unsigned long written = (unsigned long)capacity;
  int status = uncompress(out, &written, data, (unsigned long)length);
  return status == Z_OK ? (int)written : status;
}
